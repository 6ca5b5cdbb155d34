#include "conformance/self_test/self_test.h"

#include <algorithm>
#include <atomic>
#include <exception>
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

std::vector<Trial> try_bug(const std::vector<const Case*>& cases, const std::string& bug,
                           const SelfTestOptions& options) {
  const std::vector<const Case*> chosen = that_name(cases, bug);
  std::vector<Trial> trials;
  if (chosen.empty()) return trials;
  for (const CaseResult& result : options.run(bug, chosen)) {
    trials.push_back(trial_of(result, *kill_of(*result.subject, bug)));
  }
  return trials;
}

/// What was tried with one bug, or why it could not be.
struct Slot {
  std::vector<Trial> trials;
  std::exception_ptr trouble;
};

void fill(Slot& slot, const std::vector<const Case*>& cases, const std::string& bug,
          const SelfTestOptions& options) {
  try {
    slot.trials = try_bug(cases, bug, options);
  } catch (...) {  // none may leave its thread
    slot.trouble = std::current_exception();
  }
}

/// Each slot is written by one thread.
std::vector<Slot> try_bugs(const std::vector<const Case*>& cases, const SelfTestOptions& options) {
  std::vector<Slot> slots(options.bugs.size());
  std::atomic<std::size_t> next{0};
  std::mutex telling;
  std::size_t done = 1;  // the client without a bug
  const auto work = [&] {
    for (std::size_t index = next++; index < slots.size() && !options.is_stopped();
         index = next++) {
      fill(slots[index], cases, options.bugs[index].name, options);
      const std::lock_guard lock(telling);
      options.on_client(options.bugs[index].name, ++done, slots.size() + 1);
    }
  };
  std::vector<std::jthread> workers;
  for (int job = 1; job < options.jobs; ++job) workers.emplace_back(work);
  work();
  workers.clear();  // joins
  return slots;
}

/// A busy machine makes a client wait that does not, or end too late: what did not find its bug is
/// tried once more, with nothing beside it.
void confirm(std::vector<Trial>& trials, const SelfTestOptions& options) {
  for (Trial& trial : trials) {
    if (trial.fate == Trial::Fate::kFound || options.is_stopped()) continue;
    const Kill& kill = *kill_of(*trial.subject, trial.bug);
    trial = trial_of(options.run(trial.bug, {trial.subject}).front(), kill);
  }
}

}  // namespace

KillMatrix try_suite(const std::vector<const Case*>& cases, const SelfTestOptions& options) {
  KillMatrix matrix;
  matrix.bugs = options.bugs;
  try_good_client(cases, options, matrix);
  options.on_client("", 1, options.bugs.size() + 1);
  for (Slot& slot : try_bugs(cases, options)) {
    if (slot.trouble) std::rethrow_exception(slot.trouble);
    std::move(slot.trials.begin(), slot.trials.end(), std::back_inserter(matrix.trials));
  }
  confirm(matrix.trials, options);
  return matrix;
}

}  // namespace mockmeter::conformance
