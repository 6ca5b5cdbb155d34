#include "conformance/run/run.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "base/tables.h"
#include "conformance/run/verdict.h"

namespace mockmeter::conformance {
namespace {

/// What is known of every case before one is played.
std::vector<CaseResult> initial_results(const Selection& selection, const Hello& client) {
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

/// Other cases may have spoilt it: they took time while it was measured, or crashed the process.
bool needs_confirmation(const CaseResult& result, const RunOptions& options) {
  return options.confirms && (result.subject->timed || result.crashed) && is_miss(result.verdict);
}

/// Plays cases, and tells of it.
class Watched {
 public:
  Watched(const RunOptions& options, std::size_t all) : options_(options), all_(all) {}

  CaseResult play(const Case& subject, const Client& client) {
    options_.on_begin(subject, all_);
    CaseResult result = conformance::play(subject, client, options_.play);
    options_.on_end(subject);
    return result;
  }

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

/// A busy machine may spoil one measurement, hardly two.
CaseResult confirmed(const Case& subject, const Client& client, const RunOptions& options,
                     Watched& watched) {
  if (options.is_stopped()) {
    return not_judged(subject, Verdict::kNotRun, "interrupted before a miss was confirmed");
  }
  CaseResult second = watched.play(subject, client);
  if (second.verdict == Verdict::kPass) {
    second.reason = "it failed first, and passed when that was to be confirmed";
  }
  return second;
}

/// How many cases may be played at the same time.
std::size_t threads_for(std::span<const Client> clients, int jobs, std::size_t cases) {
  const auto calls = clients.size() * static_cast<std::size_t>(clients.front().hello.parallel);
  return std::max<std::size_t>(1, std::min({static_cast<std::size_t>(jobs), calls, cases}));
}

/// Plays all of them, each one once. A thread keeps to one client.
void play_all(const std::vector<CaseResult*>& results, std::span<const Client> clients,
              const RunOptions& options, Watched& watched) {
  std::atomic<std::size_t> next{0};
  const auto work = [&](const Client& client) {
    for (std::size_t index = next++; index < results.size() && !options.is_stopped();
         index = next++) {
      CaseResult& result = *results[index];
      result = watched.play(*result.subject, client);
      if (!needs_confirmation(result, options)) watched.tell(result);
    }
  };
  std::vector<std::jthread> workers;
  const std::size_t threads = threads_for(clients, options.jobs, results.size());
  for (std::size_t thread = 1; thread < threads; ++thread) {
    workers.emplace_back(work, std::cref(clients[thread % clients.size()]));
  }
  work(clients.front());
}

/// Nothing else runs meanwhile.
void confirm_all(const std::vector<CaseResult*>& results, const Client& client,
                 const RunOptions& options, Watched& watched) {
  for (CaseResult* const result : results) {
    if (!needs_confirmation(*result, options)) continue;
    *result = confirmed(*result->subject, client, options, watched);
    watched.tell(*result);
  }
}

/// Those that take long come first, so that the others fill the time; or as the seed has it.
void arrange(std::vector<CaseResult*>& chosen, const RunOptions& options) {
  if (options.shuffles) {
    std::shuffle(chosen.begin(), chosen.end(), std::mt19937_64(options.play.seed));
    return;
  }
  std::stable_partition(chosen.begin(), chosen.end(),
                        [](const CaseResult* result) { return result->subject->timed; });
}

/// What is neither skipped nor beyond the client.
std::vector<CaseResult*> to_be_played(std::vector<CaseResult>& results,
                                      const std::vector<const Case*>& skipped) {
  std::vector<CaseResult*> chosen;
  for (CaseResult& result : results) {
    if (result.verdict != Verdict::kNotRun || contains(skipped, result.subject)) continue;
    chosen.push_back(&result);
  }
  return chosen;
}

}  // namespace

std::vector<CaseResult> run_cases(const Selection& selection, std::span<const Client> clients,
                                  const RunOptions& options) {
  std::vector<CaseResult> results = initial_results(selection, clients.front().hello);
  std::vector<CaseResult*> played = to_be_played(results, selection.skipped);
  arrange(played, options);
  Watched watched(options, played.size());
  play_all(played, clients, options, watched);
  confirm_all(played, clients.front(), options, watched);
  return results;
}

}  // namespace mockmeter::conformance
