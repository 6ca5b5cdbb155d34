#include "conformance/run/run.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace mockmeter::conformance {
namespace {

CaseResult not_judged(const Case& subject, Verdict verdict, std::string reason) {
  CaseResult result;
  result.subject = &subject;
  result.verdict = verdict;
  result.reason = std::move(reason);
  return result;
}

/// What is known of every case before one is played.
std::vector<CaseResult> prepare(const Selection& selection, const Hello& client) {
  std::vector<CaseResult> results;
  for (const Case* subject : selection.cases) {
    std::string reason = unclaimed(*subject, client);
    const Verdict verdict = reason.empty() ? Verdict::kNotRun : Verdict::kUnsupported;
    if (reason.empty()) reason = "the run was interrupted";
    results.push_back(not_judged(*subject, verdict, std::move(reason)));
  }
  for (const Case* subject : selection.skipped) {
    results.push_back(not_judged(*subject, Verdict::kNotRun, "--skip"));
  }
  std::sort(results.begin(), results.end(), [](const CaseResult& one, const CaseResult& other) {
    return one.subject->id < other.subject->id;
  });
  return results;
}

bool is_miss(Verdict verdict) {
  return verdict == Verdict::kFail || verdict == Verdict::kWarning || verdict == Verdict::kAdvisory;
}

/// Plays a case that measures time. A busy machine may spoil one such measurement, hardly two.
CaseResult play_alone(const Case& subject, const Client& client, const PlayOptions& options) {
  CaseResult first = play(subject, client, options);
  if (!is_miss(first.verdict)) return first;
  CaseResult second = play(subject, client, options);
  if (second.verdict == Verdict::kPass) {
    second.reason = "it failed first, and passed when that was to be confirmed";
  }
  return second;
}

class Progress {
 public:
  Progress(const RunOptions& options, std::size_t all) : options_(options), all_(all) {}

  void tell(const CaseResult& result) {
    const std::lock_guard lock(mutex_);
    options_.on_result(result, ++done_, all_);
  }

 private:
  const RunOptions& options_;
  const std::size_t all_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

using Play = CaseResult (*)(const Case&, const Client&, const PlayOptions&);

/// Plays all of them on this many threads, each one once.
void play_all(const std::vector<CaseResult*>& results, int threads, Play play_one,
              const Client& client, const RunOptions& options, Progress& progress) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t index = next++; index < results.size() && !options.is_stopped();
         index = next++) {
      CaseResult& result = *results[index];
      result = play_one(*result.subject, client, options.play);
      progress.tell(result);
    }
  };
  std::vector<std::jthread> workers;
  for (int thread = 1; thread < threads; ++thread) workers.emplace_back(work);
  work();
}

int threads_for(const Client& client, int jobs) {
  return std::max(1, client.hello.given ? std::min(jobs, client.hello.parallel) : jobs);
}

}  // namespace

std::vector<CaseResult> run_cases(const Selection& selection, const Client& client,
                                  const RunOptions& options) {
  std::vector<CaseResult> results = prepare(selection, client.hello);
  std::vector<CaseResult*> beside;
  std::vector<CaseResult*> alone;
  const std::vector<const Case*>& skipped = selection.skipped;
  for (CaseResult& result : results) {
    const bool is_skipped =
        std::find(skipped.begin(), skipped.end(), result.subject) != skipped.end();
    if (is_skipped || result.verdict != Verdict::kNotRun) continue;
    (result.subject->alone ? alone : beside).push_back(&result);
  }
  Progress progress(options, beside.size() + alone.size());
  play_all(beside, threads_for(client, options.jobs), play, client, options, progress);
  play_all(alone, 1, play_alone, client, options, progress);
  return results;
}

}  // namespace mockmeter::conformance
