#include "conformance/report/summary.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/tables.h"
#include "conformance/model/display.h"
#include "conformance/suite/profile.h"

namespace mockmeter::conformance {
namespace {

constexpr ProfileStatus kConforms{"CONFORMANT", "\u2713", "good"};
constexpr ProfileStatus kConformsButForKnown{"CONFORMANT BUT FOR WHAT IS KNOWN", "\u2248", "warn"};
constexpr ProfileStatus kFailed{"NOT CONFORMANT", "\u2717", "bad"};
constexpr ProfileStatus kUndecided{"UNDECIDED", "\u203c", "warn"};
constexpr ProfileStatus kNotAllRun{"INCOMPLETE", "\u25cb", "warn"};
constexpr ProfileStatus kInPart{"in part", "\u25d1", "info"};
constexpr ProfileStatus kNotClaimed{"", "\u2013", "none"};

void add(Tally& tally, Verdict verdict, Level level) {
  ++tally.all;
  if (fails_run(verdict, level)) {
    ++tally.failed;
  } else {
    ++tally.others.at(static_cast<std::size_t>(verdict));
  }
}

/// What was not evaluated and leaves the run complete, of a client or of a server.
std::string left_out(Side side) { return side == Side::kClient ? "not declared" : "do not apply"; }

std::string notes_of(const Tally& tally, Side side) {
  std::string notes;
  const auto add_note = [&](Verdict verdict) {
    if (tally[verdict] != 0) notes += ", " + pluralize(tally[verdict], to_string(verdict));
  };
  add_note(Verdict::kKnownFailure);
  add_note(Verdict::kWarning);
  if (const std::size_t left = tally[Verdict::kUnsupported]; left != 0) {
    notes += ", " + std::to_string(left) + ' ' + left_out(side);
  }
  return notes;
}

void decide(ProfileResult& result, const Tally& tally, const RunRecord& run) {
  const auto decide_by = [&](const ProfileStatus& status, std::size_t count, const char* what) {
    result.status = status;
    result.counts = std::to_string(count) + " of " + std::to_string(tally.evaluated()) + what +
                    notes_of(tally, run.side);
  };
  const std::size_t ours = tally[Verdict::kHarnessError];
  const std::size_t not_run = tally[Verdict::kNotRun];
  if (tally.evaluated() == 0) {
    result.status = kNotClaimed;
  } else if (tally.failed != 0) {
    decide_by(kFailed, tally.failed, " failed");
  } else if (ours != 0) {
    decide_by(kUndecided, ours, " not evaluated, by a fault of ours");
  } else if (not_run != 0) {
    decide_by(kNotAllRun, not_run, " not run");
  } else if (!run.is_whole) {
    decide_by(kInPart, tally.passed(), "");
  } else {
    decide_by(tally[Verdict::kKnownFailure] == 0 ? kConforms : kConformsButForKnown, tally.passed(),
              "");
  }
}

std::vector<std::string> providers_of(const RunRecord& run) {
  std::vector<std::string> providers;
  for (const CaseResult& result : run.results) {
    const std::string provider = result.subject->provider();
    if (!contains(providers, provider)) providers.push_back(provider);
  }
  return providers;
}

bool is_in(Profile profile, const CaseResult& result) {
  return topic(result.subject->topic).profile <= profile;
}

void add_profile(const RunRecord& run, const ProfileRow& row, std::vector<ProfileResult>& found) {
  for (const std::string& provider : providers_of(run)) {
    Tally tally;
    for (const CaseResult& each : run.results) {
      if (each.subject->provider() != provider || !is_in(row.profile, each)) continue;
      add(tally, each.verdict, run.level);
    }
    if (tally.all == 0) continue;
    decide(found.emplace_back(ProfileResult{provider, std::string(row.name), {}, {}}), tally, run);
  }
}

/// "core CONFORMANT (41 of 41)"; a server has no profile.
std::string status_text(const ProfileResult& result, Side side) {
  const bool is_client = side == Side::kClient;
  const std::string text = result.text();
  if (text.empty()) return is_client ? "not declared" : "not served, or nothing applies";
  return is_client ? result.profile + ' ' + text : text;
}

RunEffect effect_of_verdicts(const RunRecord& run) {
  RunEffect effect = run.problems.empty() ? RunEffect::kNone : RunEffect::kFails;
  for (const CaseResult& each : run.results) {
    effect = std::max(effect, effect_of(each.verdict, run.level));
  }
  return effect;
}

}  // namespace

Tally tally_of(const RunRecord& run) {
  Tally tally;
  for (const CaseResult& each : run.results) add(tally, each.verdict, run.level);
  return tally;
}

std::size_t count(const std::vector<CaseResult>& results, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(results, verdict, &CaseResult::verdict));
}

std::size_t count_failed(const RunRecord& run) { return tally_of(run).failed; }

int exit_code(const RunRecord& run) {
  if (run.interrupted) return kExitInterrupted;
  RunEffect effect = effect_of_verdicts(run);
  // What is left out of a run for drift is told there, and a real account never has all inputs.
  if (run.drift && !run.drift->fail_on.contains(std::string(kFailOnVerdicts))) {
    effect = effect == RunEffect::kIsOurFault ? effect : RunEffect::kNone;
  }
  if (run.drift && count_failing(*run.drift) != 0) effect = std::max(effect, RunEffect::kFails);
  constexpr std::array<int, 4> kCodes{kExitOk, kExitIncomplete, kExitNotConformant, kExitInternal};
  return kCodes.at(static_cast<std::size_t>(effect));
}

std::string ProfileResult::text() const {
  return status.name.empty() ? std::string() : std::string(status.name) + " (" + counts + ')';
}

std::vector<ProfileResult> profile_results(const RunRecord& run) {
  std::vector<ProfileResult> found;
  std::ptrdiff_t told = 0;
  for (const ProfileRow& row : kProfiles) {
    const auto cases = std::ranges::count_if(
        run.results, [&](const auto& each) { return is_in(row.profile, each); });
    // A part of the suite may have no case of a profile's own; there is nothing new to say, then.
    const bool is_new = run.is_whole || cases != told;
    told = cases;
    if (is_new) add_profile(run, row, found);
    if (row.name == run.profile) break;
  }
  return found;
}

std::string client_name(const ClientInfo& client) {
  return client.name + (client.version.empty() ? "" : ' ' + client.version);
}

std::vector<std::string> summaries(const RunRecord& run) {
  std::vector<std::string> lines;
  std::string profile;
  for (const ProfileResult& each : profile_results(run)) {
    const bool is_next = std::exchange(profile, each.profile) == each.profile;
    if (!is_next) lines.push_back(client_name(run.client));
    lines.back() += (is_next ? ", " : ": ") + each.provider + ' ' + status_text(each, run.side);
  }
  return lines;
}

std::string result_line(const RunRecord& run) {
  return std::to_string(count(run.results, Verdict::kPass)) + " passed, " +
         std::to_string(count_failed(run)) + " failed";
}

}  // namespace mockmeter::conformance
