#include "conformance/self_test/self_test.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

using Cases = std::vector<const Case*>;

const Kill* kill_of(const Case& subject, const std::string& bug) {
  return find_by(subject.kills, &Kill::bug, bug);
}

Cases that_name(const Cases& cases, const std::string& bug) {
  Cases chosen;
  std::copy_if(cases.begin(), cases.end(), std::back_inserter(chosen),
               [&](const Case* subject) { return kill_of(*subject, bug) != nullptr; });
  return chosen;
}

/// What was tried with one client, or why it could not be.
struct Slot {
  Guise guise{};
  Cases cases{};
  GoodClient good{};
  Cases suspects{};  ///< that a good client did not pass
  std::vector<Trial> trials{};
  std::vector<Echo> echoes{};
  std::exception_ptr trouble{};
};

/// Those that wait most come first, so that the others fill the time.
std::vector<Slot> slots_of(const Cases& cases, const SelfTestOptions& options) {
  std::vector<Slot> slots;
  slots.push_back({.cases = cases, .good = {"reference", "the client as it is"}});
  for (const ClientSwitch& manner : options.manners) {
    slots.push_back(
        {.guise = {.manner = manner.name}, .cases = cases, .good = {manner.name, manner.line}});
  }
  for (const ClientSwitch& bug : options.bugs) {
    slots.push_back(
        {.guise = {.bug = bug.name}, .cases = options.full ? cases : that_name(cases, bug.name)});
  }
  return slots;
}

/// Only who has a manner may leave out what he does not claim.
bool is_left_out(const CaseResult& result, const Guise& guise) {
  return result.verdict == Verdict::kUnsupported && !guise.manner.empty();
}

void judge_good(const std::vector<CaseResult>& results, Slot& slot) {
  for (const CaseResult& result : results) {
    if (is_left_out(result, slot.guise)) continue;
    ++slot.good.claimed;
    if (result.verdict == Verdict::kPass) {
      ++slot.good.passed;
    } else {
      slot.suspects.push_back(result.subject);
    }
  }
}

void judge_broken(const std::vector<CaseResult>& results, Slot& slot) {
  const std::string& bug = slot.guise.bug;
  for (const CaseResult& result : results) {
    if (const Kill* kill = kill_of(*result.subject, bug)) {
      slot.trials.push_back(trial_of(result, *kill));
    } else if (is_miss(result.verdict)) {
      slot.echoes.push_back({result.subject, bug, missed_checks(result), result.crashed});
    }
  }
}

void fill_slot(Slot& slot, const SelfTestOptions& options) try {
  if (slot.cases.empty()) return;
  const std::vector<CaseResult> results = options.run(slot.guise, slot.cases);
  slot.guise.bug.empty() ? judge_good(results, slot) : judge_broken(results, slot);
} catch (...) {  // none may leave its thread
  slot.trouble = std::current_exception();
}

/// Each slot is written by one thread.
void fill_slots(std::vector<Slot>& slots, const SelfTestOptions& options) {
  std::atomic<std::size_t> next{0};
  std::mutex telling;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t index = next++; index < slots.size() && !options.is_stopped();
         index = next++) {
      fill_slot(slots[index], options);
      const std::lock_guard lock(telling);
      const Guise& guise = slots[index].guise;
      options.on_client(guise.bug + guise.manner, ++done, slots.size());
    }
  };
  std::vector<std::jthread> workers;
  for (int job = 1; job < options.jobs; ++job) workers.emplace_back(work);
  work();
}

CaseResult try_alone(const Case& subject, const Guise& guise, const SelfTestOptions& options) {
  return options.run(guise, {&subject}).front();
}

// A busy machine makes a client wait that does not, or end too late, and a client that crashes in
// one case ends the others under way: what is not as it should be is tried once more, with nothing
// beside it.

void confirm_suspects(Slot& slot, const SelfTestOptions& options,
                      std::vector<std::string>& blamed) {
  for (const Case* subject : slot.suspects) {
    if (options.is_stopped()) return;
    const CaseResult result = try_alone(*subject, slot.guise, options);
    if (result.verdict == Verdict::kPass) {
      ++slot.good.passed;
      continue;
    }
    blamed.push_back(subject->id + ": " +
                     (slot.guise.manner.empty() ? "a client without a bug" : slot.guise.manner) +
                     " ends with \"" + std::string(to_string(result.verdict)) +
                     "\": " + trial_of(result, {}).seen);
  }
}

void confirm_trials(Slot& slot, const SelfTestOptions& options) {
  for (Trial& trial : slot.trials) {
    if (trial.fate == Trial::Fate::kFound || options.is_stopped()) continue;
    trial = trial_of(try_alone(*trial.subject, slot.guise, options),
                     *kill_of(*trial.subject, trial.bug));
  }
}

void confirm_echoes(Slot& slot, const SelfTestOptions& options) {
  std::erase_if(slot.echoes, [&](const Echo& echo) {
    return (echo.subject->timed || echo.crashed) && !options.is_stopped() &&
           !is_miss(try_alone(*echo.subject, slot.guise, options).verdict);
  });
}

void move_to_end(auto& from, auto& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

KillMatrix try_suite(const Cases& cases, const SelfTestOptions& options) {
  KillMatrix matrix;
  matrix.bugs = options.bugs;
  matrix.full = options.full;
  std::vector<Slot> slots = slots_of(cases, options);
  fill_slots(slots, options);
  for (Slot& slot : slots) {
    if (slot.trouble) std::rethrow_exception(slot.trouble);
    confirm_suspects(slot, options, matrix.blamed);
    confirm_trials(slot, options);
    confirm_echoes(slot, options);
    if (slot.guise.bug.empty()) matrix.good.push_back(slot.good);
    move_to_end(slot.trials, matrix.trials);
    move_to_end(slot.echoes, matrix.echoes);
  }
  return matrix;
}

}  // namespace mockmeter::conformance
