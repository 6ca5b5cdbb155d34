#include "conformance/report/stream/events.h"

#include <map>

#include "base/time/instant.h"
#include "conformance/report/stream/exchanges.h"
#include "conformance/report/suite_digest.h"
#include "conformance/report/summary.h"
#include "conformance/self_test/mutants.h"
#include "conformance/suite/profile.h"

namespace mockmeter::conformance {
namespace {

constexpr std::chrono::months kReprieve{1};  // that a line of --known-failing is suggested for

std::string known_failing_line(const std::string& id, std::chrono::year_month_day today) {
  auto end = today + kReprieve;
  if (!end.ok()) end = end.year() / end.month() / std::chrono::last;
  return id + " until=" + date_text(end) + " issue=https://...";
}

Json client_document(const ClientInfo& client) {
  return {{"name", client.name},
          {"version", client.version},
          {"language", client.language},
          {"source", client.source},
          {"issues", client.issues},
          {"model", client.typed ? "typed" : "raw"},
          {"operations", client.operations},
          {"features", client.features}};
}

Json header_event(const RunRecord& run) {
  return {{"type", "header"},
          {"stream", kStreamVersion},
          {"mockmeter", run.version},
          {"suite", run.suite},
          {"date", date_text(run.today)},
          {"side", run.side == Side::kClient ? "client" : "server"},
          {"client", client_document(run.client)},
          {"profile", run.profile},
          {"level", to_string(run.level)},
          {"is_complete", run.is_whole},
          {"seed", run.seed},
          {"cases", run.results.size()}};
}

Json check_document(const Assertion& check) {
  return {{"name", check.name},
          {"passed", check.passed},
          {"expected", check.expected},
          {"actual", check.actual},
          {"difference", check.difference}};
}

template <typename Items, typename Document>
Json array_of(const Items& items, Document document) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(document(item));
  return array;
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

Json counts_document(const RunRecord& run) {
  Json counts = Json::object();
  for (const VerdictInfo& each : kVerdicts) {
    counts[std::string(each.name)] = count(run.results, each.verdict);
  }
  return counts;
}

Json profile_document(const ProfileResult& result) {
  return {{"provider", result.provider}, {"profile", result.profile}, {"status", result.text()}};
}

Json footer_event(const RunRecord& run) {
  return {{"type", "footer"},
          {"counts", counts_document(run)},
          {"failed", count_failed(run)},
          {"problems", run.problems},
          {"warnings", run.warnings},
          {"processes", run.processes},
          {"summaries", summaries(run)},
          {"profiles", array_of(profile_results(run), profile_document)},
          {"interrupted", run.interrupted},
          {"exit", exit_code(run)},
          {"duration_ms", milliseconds_of(run.took)},
          {"result_line", result_line(run)}};
}

}  // namespace

Json requirement_document(const Requirement& requirement) {
  return {{"id", requirement.id},
          {"level", to_string(requirement.level)},
          {"evidence", requirement.evidence},
          {"text", requirement.text},
          {"document", requirement.document},
          {"url", requirement.url}};
}

std::string date_text(std::chrono::year_month_day date) {
  return format_rfc3339(std::chrono::sys_days(date))
      .substr(0, std::string_view("YYYY-MM-DD").size());
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

Json case_event(const CaseResult& result, Level level) {
  const Case& subject = *result.subject;
  Json event = {{"type", "case"},
                {"id", subject.id},
                {"title", subject.title},
                {"rationale", subject.rationale},
                {"topic", subject.topic},
                {"level", to_string(subject.level)},
                {"operations", subject.operations},
                {"requirements",
                 array_of(subject.requirements,
                          [](const Requirement* each) { return requirement_document(*each); })},
                {"verdict", to_string(result.verdict)},
                {"fails_run", fails_run(result.verdict, level)},
                {"reason", result.reason},
                {"assertions", array_of(result.checks, check_document)},
                {"wire", result.wire},
                {"curl", result.curl},
                {"exchanges", result.exchanges},
                {"exchanges_left_out", result.exchanges_left_out},
                {"unreported", result.unreported},
                {"started", format_rfc3339_millis(result.started)},
                {"duration_ms", milliseconds_of(result.took)}};
  if (all_passed(result.checks)) return event;
  if (!result.crashed) event["likely_cause"] = result.likely_cause;
  event["known_failing_line"] = result.known_failing_line;
  return event;
}

Events events_of(const RunRecord& run) {
  Events events{header_event(run)};
  for (const CaseResult& result : run.results) events.push_back(case_event(result, run.level));
  events.insert(events.end(), run.other_events.begin(), run.other_events.end());
  events.push_back(footer_event(run));
  return events;
}

const Json& header_of(const Events& events) { return events.front(); }

const Json& footer_of(const Events& events) { return events.back(); }

std::vector<const Json*> cases_of(const Events& events) {
  std::vector<const Json*> cases;
  for (const Json& event : events) {
    if (event["type"].get_ref<const std::string&>() == "case") cases.push_back(&event);
  }
  return cases;
}

}  // namespace mockmeter::conformance
