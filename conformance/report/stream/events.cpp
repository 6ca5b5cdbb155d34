#include "conformance/report/stream/events.h"

#include "base/time/instant.h"
#include "conformance/report/stream/drift_event.h"
#include "conformance/report/stream/exchanges.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

template <typename Items, typename Document>
Json array_of(const Items& items, Document document) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(document(item));
  return array;
}

Json check_document(const Assertion& check) {
  return {{"name", check.name},
          {"passed", check.passed},
          {"requirements",
           array_of(check.requirements, [](const Requirement* each) { return each->id; })},
          {"expected", check.expected},
          {"actual", check.actual},
          {"difference", check.difference}};
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

}  // namespace

Json requirement_document(const Requirement& requirement) {
  return {{"id", requirement.id},
          {"level", to_string(requirement.level)},
          {"evidence", requirement.evidence},
          {"text", requirement.text},
          {"document", requirement.document},
          {"url", requirement.url}};
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
          {"date", format_date(run.today)},
          {"side", run.side == Side::kClient ? "client" : "server"},
          {"client", client_document(run.client)},
          {"profile", run.profile},
          {"level", to_string(run.level)},
          {"is_complete", run.is_whole},
          {"seed", run.seed},
          {"cases", run.results.size()}};
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
                {"calls", result.calls},
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

Events events_of(const RunRecord& run) {
  Events events{header_event(run)};
  for (const CaseResult& result : run.results) events.push_back(case_event(result, run.level));
  if (run.drift) events.push_back(drift_event(*run.drift));
  events.insert(events.end(), run.other_events.begin(), run.other_events.end());
  events.push_back(footer_event(run));
  return events;
}

}  // namespace mockmeter::conformance
