#include "conformance/self_test/self_test.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <mutex>
#include <utility>

#include "base/tables.h"
#include "conformance/run/side_by_side.h"

namespace mockmeter::conformance {
namespace {

using Cases = std::vector<const Case*>;
using Status = MutantRun::Status;

/// All, when none names it: it is of no one case then.
Cases that_allow(const Cases& cases, const std::string& quirk) {
  Cases chosen;
  std::ranges::copy_if(cases, std::back_inserter(chosen), [&](const Case* subject) {
    return std::ranges::find(subject->allows, quirk) != subject->allows.end();
  });
  return chosen.empty() ? cases : chosen;
}

Cases that_name(const Cases& cases, const std::string& mutant) {
  Cases chosen;
  std::ranges::copy_if(cases, std::back_inserter(chosen), [&](const Case* subject) {
    return find_by(subject->kills, &Kill::mutant, mutant) != nullptr;
  });
  return chosen;
}

/// What came of one client, or why it could not be run.
struct Slot {
  ClientFlags flags{};
  Cases cases{};
  ConformingClient conforming{};
  std::vector<std::string> misses{};  ///< sentences that the quirk misses
  Cases suspects{};                   ///< that a conforming client did not pass
  std::vector<MutantRun> runs{};
  std::exception_ptr trouble{};
};

/// Those that wait most come first, so that the others fill the time.
std::vector<Slot> slots_of(const Cases& cases, const SelfTestOptions& options) {
  std::vector<Slot> slots;
  slots.push_back({.cases = cases, .conforming = {"reference", "the client as it is"}});
  for (const ClientSwitch& quirk : options.quirks) {
    slots.push_back({.flags = {.quirk = quirk.name},
                     .cases = options.full ? cases : that_allow(cases, quirk.name),
                     .conforming = {quirk.name, quirk.line},
                     .misses = quirk.misses});
  }
  for (const ClientSwitch& mutant : options.mutants) {
    slots.push_back({.flags = {.mutant = mutant.name},
                     .cases = options.full ? cases : that_name(cases, mutant.name)});
  }
  return slots;
}

/// Whether a client with a quirk did not do what no client must do, of which that is known.
bool is_known_warning(const CaseResult& result, const std::vector<std::string>& misses) {
  if (result.verdict != Verdict::kWarning && result.verdict != Verdict::kAdvisory) return false;
  return std::ranges::all_of(result.checks, [&](const Assertion& check) {
    return check.passed || std::ranges::any_of(check.requirements, [&](const Requirement* one) {
             return std::ranges::find(misses, one->id) != misses.end();
           });
  });
}

/// Counts what a conforming client passed; false when it did not.
bool is_passed(const CaseResult& result, Slot& slot) {
  const bool is_known = is_known_warning(result, slot.misses);
  if (!is_known && result.verdict != Verdict::kPass) return false;
  if (is_known) ++slot.conforming.warned;
  ++slot.conforming.passed;
  return true;
}

void add_conforming(const std::vector<CaseResult>& results, Slot& slot) {
  for (const CaseResult& result : results) {
    // Only with a quirk may a client leave out what it does not declare.
    if (result.verdict == Verdict::kUnsupported && !slot.flags.quirk.empty()) continue;
    ++slot.conforming.declared;
    if (!is_passed(result, slot)) slot.suspects.push_back(result.subject);
  }
}

void add_mutant(const std::vector<CaseResult>& results, Slot& slot) {
  for (const CaseResult& result : results) {
    MutantRun run = mutant_run_of(result, slot.flags.mutant);
    if (run.is_named || is_failure(result.verdict)) slot.runs.push_back(std::move(run));
  }
}

void fill_slot(Slot& slot, const SelfTestOptions& options) try {
  if (slot.cases.empty()) return;
  const std::vector<CaseResult> results = options.run(slot.flags, slot.cases);
  slot.flags.mutant.empty() ? add_conforming(results, slot) : add_mutant(results, slot);
} catch (...) {  // none may leave its thread
  slot.trouble = std::current_exception();
}

/// Each slot is written by one thread.
void fill_slots(std::vector<Slot>& slots, const SelfTestOptions& options) {
  std::mutex telling;
  std::size_t done = 0;
  do_side_by_side(slots.size(), static_cast<std::size_t>(options.jobs), options.is_stopped,
                  [&](std::size_t index, std::size_t) {
                    fill_slot(slots[index], options);
                    const std::lock_guard lock(telling);
                    const ClientFlags& flags = slots[index].flags;
                    options.on_client(flags.mutant + flags.quirk, ++done, slots.size());
                  });
}

CaseResult run_alone(const Case& subject, const ClientFlags& flags,
                     const SelfTestOptions& options) {
  return options.run(flags, {&subject}).front();
}

// A busy machine makes a client wait that does not, or end too late, and a client that crashes in
// one case ends the others under way: what is not as it should be is run once more, with nothing
// beside it.

void rerun_suspects(Slot& slot, const SelfTestOptions& options,
                    std::vector<std::string>& false_positives) {
  for (const Case* subject : slot.suspects) {
    if (options.is_stopped()) return;
    const CaseResult result = run_alone(*subject, slot.flags, options);
    if (is_passed(result, slot)) continue;
    false_positives.push_back(
        subject->id + ": " +
        (slot.flags.quirk.empty() ? "a client without a mutant" : slot.flags.quirk) +
        " ends with \"" + std::string(to_string(result.verdict)) +
        "\": " + mutant_run_of(result, {}).seen());
  }
}

bool is_doubtful(const MutantRun& run) {
  return run.is_named ? run.status != Status::kKilled
                      : run.subject->timing_sensitive || run.crashed;
}

void rerun_doubtful(Slot& slot, const SelfTestOptions& options) {
  for (MutantRun& run : slot.runs) {
    if (!is_doubtful(run) || options.is_stopped()) continue;
    run = mutant_run_of(run_alone(*run.subject, slot.flags, options), run.mutant);
  }
  std::erase_if(slot.runs, [](const MutantRun& run) {
    return !run.is_named && run.status != Status::kKilledElsewhere;
  });
}

}  // namespace

KillMatrix run_self_test(const Cases& cases, const SelfTestOptions& options) {
  KillMatrix matrix;
  matrix.mutants = options.mutants;
  matrix.full = options.full;
  std::vector<Slot> slots = slots_of(cases, options);
  fill_slots(slots, options);
  for (Slot& slot : slots) {
    if (slot.trouble) std::rethrow_exception(slot.trouble);
    rerun_suspects(slot, options, matrix.false_positives);
    rerun_doubtful(slot, options);
    if (slot.flags.mutant.empty()) matrix.conforming.push_back(slot.conforming);
    std::ranges::move(slot.runs, std::back_inserter(matrix.runs));
  }
  return matrix;
}

}  // namespace mockmeter::conformance
