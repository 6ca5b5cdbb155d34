#include "conformance/report/summary.h"

#include <algorithm>
#include <array>
#include <utility>

#include "conformance/judge/shown.h"
#include "conformance/model/contains.h"
#include "conformance/select/profile.h"

namespace mockmeter::conformance {
namespace {

/// How the cases of one provider and profile ended.
struct Tally {
  std::size_t all = 0;
  std::size_t passed = 0;  ///< what fails no run is as good
  std::size_t failed = 0;
  std::size_t known = 0;
  std::size_t unsupported = 0;
  std::size_t not_run = 0;
  std::size_t ours = 0;
  std::size_t warnings = 0;

  std::size_t judged() const { return all - unsupported; }
};

void add(Tally& tally, Verdict verdict, Level level) {
  ++tally.all;
  if (verdict == Verdict::kUnsupported) {
    ++tally.unsupported;
  } else if (verdict == Verdict::kNotRun) {
    ++tally.not_run;
  } else if (verdict == Verdict::kHarnessError) {
    ++tally.ours;
  } else if (verdict == Verdict::kKnownFailure) {
    ++tally.known;
  } else if (fails_run(verdict, level)) {
    ++tally.failed;
  } else {
    ++tally.passed;
    if (verdict == Verdict::kWarning) ++tally.warnings;
  }
}

Tally tally_of(const RunRecord& run, const std::string& provider, Profile profile) {
  Tally tally;
  for (const CaseResult& result : run.results) {
    if (result.subject->provider() != provider) continue;
    if (category(result.subject->category).profile > profile) continue;
    add(tally, result.verdict, run.level);
  }
  return tally;
}

/// What was not judged and leaves the run complete, of a client or of a server.
std::string left_out(Side side) { return side == Side::kClient ? "not claimed" : "do not apply"; }

std::string notes_of(const Tally& tally, Side side) {
  std::string notes;
  if (tally.known != 0) notes += ", " + counted(tally.known, "known failure");
  if (tally.warnings != 0) notes += ", " + counted(tally.warnings, "warning");
  if (tally.unsupported != 0) {
    notes += ", " + std::to_string(tally.unsupported) + ' ' + left_out(side);
  }
  return notes;
}

std::string status_of(const Tally& tally, const RunRecord& run) {
  const std::string notes = notes_of(tally, run.side);
  const std::string of_all = " of " + std::to_string(tally.judged());
  if (tally.failed != 0) {
    return "NOT CONFORMANT (" + std::to_string(tally.failed) + of_all + " failed" + notes + ')';
  }
  if (tally.ours != 0) {
    return "UNDECIDED (" + std::to_string(tally.ours) + of_all + " not judged, by a fault of ours" +
           notes + ')';
  }
  if (tally.not_run != 0) {
    return "INCOMPLETE (" + std::to_string(tally.not_run) + of_all + " not run" + notes + ')';
  }
  const std::string passed = std::to_string(tally.passed) + of_all + notes;
  if (!run.is_whole) return "in part (" + passed + ')';
  return (tally.known == 0 ? "CONFORMANT (" : "CONFORMANT BUT FOR WHAT IS KNOWN (") + passed + ')';
}

std::vector<std::string> providers_of(const RunRecord& run) {
  std::vector<std::string> providers;
  for (const CaseResult& result : run.results) {
    const std::string provider = result.subject->provider();
    if (!contains(providers, provider)) providers.push_back(provider);
  }
  return providers;
}

std::size_t cases_up_to(const RunRecord& run, Profile profile) {
  return static_cast<std::size_t>(
      std::count_if(run.results.begin(), run.results.end(), [profile](const CaseResult& result) {
        return category(result.subject->category).profile <= profile;
      }));
}

void add_standings(const RunRecord& run, const ProfileRow& row, std::vector<Standing>& standings) {
  for (const std::string& provider : providers_of(run)) {
    const Tally tally = tally_of(run, provider, row.profile);
    if (tally.all == 0) continue;
    standings.push_back(
        {provider, std::string(row.name), tally.judged() == 0 ? "" : status_of(tally, run)});
  }
}

/// "core CONFORMANT (41 of 41)"; a server has no profile.
std::string standing_text(const Standing& standing, Side side) {
  const bool is_client = side == Side::kClient;
  if (standing.status.empty()) return is_client ? "not claimed" : "not served, or nothing applies";
  return is_client ? standing.profile + ' ' + standing.status : standing.status;
}

std::string client_text(const Hello& client) {
  return client.name + (client.version.empty() ? "" : ' ' + client.version);
}

}  // namespace

bool fails_run(Verdict verdict, Level level) {
  return verdict == Verdict::kFail || verdict == Verdict::kUnexpectedPass ||
         (verdict == Verdict::kWarning && level == Level::kShould);
}

std::size_t count(const std::vector<CaseResult>& results, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(),
                    [verdict](const CaseResult& result) { return result.verdict == verdict; }));
}

std::size_t count_failed(const RunRecord& run) {
  return static_cast<std::size_t>(std::count_if(
      run.results.begin(), run.results.end(),
      [&](const CaseResult& result) { return fails_run(result.verdict, run.level); }));
}

int exit_code(const RunRecord& run) {
  if (run.interrupted) return kExitInterrupted;
  if (count(run.results, Verdict::kHarnessError) != 0) return kExitInternal;
  if (count_failed(run) != 0 || !run.problems.empty()) return kExitNotConformant;
  return count(run.results, Verdict::kNotRun) == 0 ? kGood : kExitIncomplete;
}

std::vector<Standing> standings(const RunRecord& run) {
  std::vector<Standing> found;
  std::size_t told = 0;
  for (const ProfileRow& row : kProfiles) {
    const std::size_t cases = cases_up_to(run, row.profile);
    // A part of the suite may have no case of a profile's own; there is nothing new to say, then.
    const bool is_new = run.is_whole || cases != told;
    told = cases;
    if (is_new) add_standings(run, row, found);
    if (row.name == run.profile) break;
  }
  return found;
}

std::vector<std::string> headlines(const RunRecord& run) {
  std::vector<std::string> lines;
  std::string profile;
  for (const Standing& each : standings(run)) {
    const bool is_next = std::exchange(profile, each.profile) == each.profile;
    if (!is_next) lines.push_back(client_text(run.client));
    lines.back() += (is_next ? ", " : ": ") + each.provider + ' ' + standing_text(each, run.side);
  }
  return lines;
}

std::string last_line(const RunRecord& run) {
  return std::to_string(count(run.results, Verdict::kPass)) + " passed, " +
         std::to_string(count_failed(run)) + " failed";
}

}  // namespace mockmeter::conformance
