#include "server/control/laws/invariants.h"

#include <algorithm>
#include <set>
#include <utility>

namespace mockmeter::laws {
namespace {

// Choice: each costs another round of requests.
constexpr std::size_t kMostFaults = 8;

std::vector<Finding> findings_with(MockSettings settings, std::vector<Fault> faults) {
  settings.faults = std::move(faults);
  settings.journal = JournalSettings();
  settings.journal.entries = 0;
  settings.answers = {};
  Witness witness(std::move(settings));
  std::vector<Finding> findings;
  for (const Law& law : all_laws()) {
    law.check(witness);
    findings.push_back(witness.take());
  }
  return findings;
}

/// What spoils numbers, each once, to fire at every request of its scope.
std::vector<Fault> tried_faults(const std::vector<Fault>& waiting) {
  std::vector<Fault> tried;
  std::set<std::string> seen;
  for (Fault fault : waiting) {
    fault.times.reset();
    fault.skip = 0;
    fault.p = Fault::kAlways;
    if (fault.kind->breaks.empty() || tried.size() == kMostFaults) continue;
    if (seen.insert(to_string(fault)).second) tried.push_back(std::move(fault));
  }
  return tried;
}

Json violation_document(const Violation& violation) {
  return {{"what", violation.what},
          {"expected", violation.expected},
          {"found", violation.found},
          {"requests", violation.requests}};
}

Json verdict_document(const Verdict& verdict) {
  Json row = {{"id", verdict.law->id},
              {"statement", verdict.law->statement},
              {"source", verdict.law->source},
              {"holds", verdict.holds()},
              {"checked", verdict.finding.checked}};
  if (verdict.holds()) return row;
  row["expected"] = verdict.is_expected();
  row["brokenBy"] = verdict.broken_by;
  row["violation"] = violation_document(*verdict.finding.violation);
  return row;
}

}  // namespace

std::vector<Verdict> judge(const MockSettings& settings) {
  std::vector<Verdict> verdicts;
  const auto faultless = findings_with(settings, {});
  for (const Law& law : all_laws()) {
    verdicts.push_back({&law, faultless.at(verdicts.size()), {}});
  }
  for (const Fault& fault : tried_faults(settings.faults)) {
    auto findings = findings_with(settings, {fault});
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      Verdict& verdict = verdicts[i];
      if (faultless[i].violation || !findings[i].violation) continue;
      if (verdict.broken_by.empty()) verdict.finding = std::move(findings[i]);
      verdict.broken_by.push_back(to_string(fault));
    }
  }
  return verdicts;
}

Response get_invariants(const AdminCall& call) {
  const MockSettings now = call.mock.as_it_stands();
  const auto verdicts = judge(now);
  Json laws = Json::array();
  for (const Verdict& verdict : verdicts) laws.push_back(verdict_document(verdict));
  return json_document(
      200, {{"holds", std::all_of(verdicts.begin(), verdicts.end(),
                                  [](const Verdict& verdict) { return verdict.holds(); })},
            {"expected", std::all_of(verdicts.begin(), verdicts.end(),
                                     [](const Verdict& verdict) { return verdict.is_expected(); })},
            {"world", now.world->name},
            {"clock", format_rfc3339(now.clock.start)},
            {"laws", std::move(laws)}});
}

}  // namespace mockmeter::laws
