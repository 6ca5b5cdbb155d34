#include "conformance/report/suite_facts.h"

#include <map>

#include "base/files/sha256.h"
#include "base/text/ascii.h"
#include "base/time/timestamp.h"
#include "conformance/self_test/mutants.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kDigits = 16;
constexpr std::chrono::months kReprieve{1};  // that a line of --known-failing is suggested for

/// All that decides how a client is tested, or what its report says of the case.
Json contents_of(const Case& subject) {
  Json requirements = Json::array();
  for (const Requirement* each : subject.requirements) {
    requirements.push_back({each->id, to_string(each->level), each->text, each->url});
  }
  return {subject.id,       subject.title,      subject.rationale, subject.topic, requirements,
          subject.features, subject.operations, subject.given,     subject.when,  subject.then};
}

/// Of the mutants that end so the one that the fewest cases show: the others would fail neighbours
/// as well. Empty when none does.
std::string most_telling(const CaseResult& result, const std::map<std::string, int>& kills) {
  const Kill* telling = nullptr;
  for (const Kill& kill : result.subject->kills) {
    const bool is_rarer = telling == nullptr || kills.at(kill.mutant) < kills.at(telling->mutant);
    if (is_rarer && is_caused_by(result, kill)) telling = &kill;
  }
  return telling == nullptr ? std::string() : mutant_text(telling->mutant);
}

std::string known_failing_line(const std::string& id, std::chrono::year_month_day today) {
  auto end = today + kReprieve;
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  return id + " until=" + format_date(end) + " issue=https://...";
}

}  // namespace

std::string suite_digest(const Suite& suite) {
  std::string contents;
  for (const Case& subject : suite.cases) contents += contents_of(subject).dump() + '\n';
  std::string digits;
  for (const char byte : sha256(contents)) append_hex(digits, static_cast<unsigned char>(byte), 2);
  return digits.substr(0, kDigits);
}

void add_suite_facts(RunRecord& run, const Suite& suite) {
  run.suite = suite_digest(suite);
  const std::map<std::string, int> kills = count_kills(suite);
  for (CaseResult& result : run.results) {
    if (all_passed(result.checks)) continue;
    if (!result.crashed) result.likely_cause = most_telling(result, kills);
    result.known_failing_line = known_failing_line(result.subject->id, run.today);
  }
}

}  // namespace mockmeter::conformance
