#include "conformance/self_test/self_test.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

namespace mockmeter::conformance {
namespace {

const Kill* kill_of(const Case& subject, const std::string& bug) {
  const auto found = std::find_if(subject.kills.begin(), subject.kills.end(),
                                  [&](const Kill& kill) { return kill.bug == bug; });
  return found == subject.kills.end() ? nullptr : &*found;
}

std::vector<const Case*> that_name(const std::vector<const Case*>& cases, const std::string& bug) {
  std::vector<const Case*> chosen;
  std::copy_if(cases.begin(), cases.end(), std::back_inserter(chosen),
               [&](const Case* subject) { return kill_of(*subject, bug) != nullptr; });
  return chosen;
}

void try_good_client(const std::vector<const Case*>& cases, const SelfTestOptions& options,
                     KillMatrix& matrix) {
  for (const CaseResult& result : options.run("", cases)) {
    if (result.verdict == Verdict::kPass) {
      ++matrix.good;
      continue;
    }
    const Trial trial = trial_of(result, {});
    matrix.blamed.push_back(result.subject->id + ": a client without a bug ends with \"" +
                            std::string(to_string(result.verdict)) + "\": " + trial.seen);
  }
}

/// A busy machine makes a client wait that does not: what measures time may miss a bug once.
Trial confirmed(Trial trial, const Kill& kill, const SelfTestOptions& options) {
  if (!trial.subject->timed || trial.fate == Trial::Fate::kFound) return trial;
  return trial_of(options.run(trial.bug, {trial.subject}).front(), kill);
}

std::vector<Trial> try_bug(const std::vector<const Case*>& cases, const std::string& bug,
                           const SelfTestOptions& options) {
  const std::vector<const Case*> chosen = that_name(cases, bug);
  std::vector<Trial> trials;
  if (chosen.empty()) return trials;
  for (const CaseResult& result : options.run(bug, chosen)) {
    const Kill& kill = *kill_of(*result.subject, bug);
    trials.push_back(confirmed(trial_of(result, kill), kill, options));
  }
  return trials;
}

/// Each slot is written by one thread.
std::vector<std::vector<Trial>> try_bugs(const std::vector<const Case*>& cases,
                                         const SelfTestOptions& options) {
  std::vector<std::vector<Trial>> trials(options.bugs.size());
  std::atomic<std::size_t> next{0};
  std::mutex telling;
  std::size_t done = 1;  // the client without a bug
  const auto work = [&] {
    for (std::size_t index = next++; index < trials.size() && !options.is_stopped();
         index = next++) {
      trials[index] = try_bug(cases, options.bugs[index].name, options);
      const std::lock_guard lock(telling);
      options.on_client(options.bugs[index].name, ++done, trials.size() + 1);
    }
  };
  std::vector<std::jthread> workers;
  for (int job = 1; job < options.jobs; ++job) workers.emplace_back(work);
  work();
  workers.clear();  // joins
  return trials;
}

}  // namespace

KillMatrix try_suite(const std::vector<const Case*>& cases, const SelfTestOptions& options) {
  KillMatrix matrix;
  matrix.bugs = options.bugs;
  try_good_client(cases, options, matrix);
  options.on_client("", 1, options.bugs.size() + 1);
  for (std::vector<Trial>& trials : try_bugs(cases, options)) {
    std::move(trials.begin(), trials.end(), std::back_inserter(matrix.trials));
  }
  return matrix;
}

}  // namespace mockmeter::conformance
