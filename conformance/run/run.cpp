#include "conformance/run/run.h"

#include <algorithm>
#include <mutex>
#include <random>
#include <utility>

#include "base/tables.h"
#include "conformance/run/side_by_side.h"
#include "conformance/run/verdict.h"

namespace mockmeter::conformance {
namespace {

/// What is known of every case before one is run.
std::vector<CaseResult> initial_results(const Selection& selection,
                                        const UnsupportedReason& unsupported_reason) {
  std::vector<CaseResult> results;
  for (const Case* subject : selection.cases) {
    std::string reason = unsupported_reason(*subject);
    const Verdict verdict = reason.empty() ? Verdict::kNotRun : Verdict::kUnsupported;
    if (reason.empty()) reason = "the run was interrupted";
    results.push_back(not_examined(*subject, verdict, std::move(reason)));
  }
  for (const Case* subject : selection.skipped) {
    results.push_back(not_examined(*subject, Verdict::kNotRun, "--skip"));
  }
  std::ranges::sort(results, {},
                    [](const CaseResult& each) -> const std::string& { return each.subject->id; });
  return results;
}

/// The cases that are neither skipped nor unsupported, in the order in which they are run.
std::vector<CaseResult*> order_cases(std::vector<CaseResult>& results, const Selection& selection,
                                     const RunOptions& options) {
  std::vector<CaseResult*> ordered;
  for (CaseResult& result : results) {
    const bool is_skipped = contains(selection.skipped, result.subject);
    if (result.verdict == Verdict::kNotRun && !is_skipped) ordered.push_back(&result);
  }
  if (options.order_seed) {
    std::shuffle(ordered.begin(), ordered.end(), std::mt19937_64(*options.order_seed));
  } else {
    std::stable_partition(ordered.begin(), ordered.end(), [](const CaseResult* result) {
      return result->subject->timing_sensitive;
    });
  }
  return ordered;
}

/// Runs cases, and reports on it.
class Run {
 public:
  Run(std::vector<CaseResult*> results, std::span<const Lane> lanes, const RunOptions& options)
      : results_(std::move(results)), lanes_(lanes), options_(options) {}

  void run_each_once() {
    do_side_by_side(results_.size(), lanes_.size(), options_.is_stopped,
                    [this](std::size_t index, std::size_t lane) {
                      CaseResult& result = *results_[index];
                      result = run_case(*result.subject, lanes_[lane]);
                      if (!needs_rerun(result)) report(result);
                    });
  }

  /// Nothing else runs meanwhile. A busy machine may spoil one measurement, hardly two.
  void rerun() {
    for (CaseResult* const result : results_) {
      if (!needs_rerun(*result)) continue;
      *result = options_.is_stopped() ? not_examined(*result->subject, Verdict::kNotRun,
                                                     "interrupted before a miss was confirmed")
                                      : run_case(*result->subject, lanes_.front());
      if (result->verdict == Verdict::kPass) {
        result->reason = "it failed first, and passed when that was to be confirmed";
      }
      report(*result);
    }
  }

 private:
  CaseResult run_case(const Case& subject, const Lane& lane) {
    options_.on_begin(subject, results_.size());
    CaseResult result = lane(subject);
    options_.on_end(subject);
    return result;
  }

  /// Other cases may have spoilt it: they took time while it was measured, or crashed the process.
  bool needs_rerun(const CaseResult& result) const {
    return options_.reruns && (result.subject->timing_sensitive || result.crashed) &&
           is_failure(result.verdict);
  }

  void report(const CaseResult& result) {
    const std::lock_guard lock(mutex_);
    options_.on_result(result, ++done_, results_.size());
  }

  const std::vector<CaseResult*> results_;
  const std::span<const Lane> lanes_;
  const RunOptions& options_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

}  // namespace

std::vector<CaseResult> run_selection(const Selection& selection, std::span<const Lane> lanes,
                                      const UnsupportedReason& unsupported_reason,
                                      const RunOptions& options) {
  std::vector<CaseResult> results = initial_results(selection, unsupported_reason);
  Run run(order_cases(results, selection, options), lanes, options);
  run.run_each_once();
  run.rerun();
  return results;
}

}  // namespace mockmeter::conformance
