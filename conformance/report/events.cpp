#include "conformance/report/events.h"

#include <map>

#include "conformance/report/exchanges.h"
#include "conformance/report/suite_digest.h"
#include "conformance/report/summary.h"
#include "conformance/select/profile.h"
#include "conformance/self_test/bug.h"
#include "server/core/instant.h"

namespace mockmeter::conformance {
namespace {

constexpr std::chrono::months kReprieve{1};  // that a line of --known-failing is suggested for

std::string date_text(std::chrono::year_month_day date) {
  return format_rfc3339(std::chrono::sys_days(date))
      .substr(0, std::string_view("YYYY-MM-DD").size());
}

std::chrono::year_month_day reprieve_from(std::chrono::year_month_day today) {
  const auto end = today + kReprieve;
  return end.ok() ? end : end.year() / end.month() / std::chrono::last;
}

Json client_document(const Hello& client) {
  return {{"name", client.name},
          {"version", client.version},
          {"language", client.language},
          {"source", client.source},
          {"issues", client.issues},
          {"model", client.typed ? "typed" : "raw"},
          {"operations", client.operations},
          {"features", client.features}};
}

Json header_event(const RunRecord& run, const Suite& suite) {
  return {{"type", "header"},
          {"stream", kStreamVersion},
          {"mockmeter", run.version},
          {"suite", suite_digest(suite)},
          {"date", date_text(run.today)},
          {"judged", run.side == Side::kClient ? "client" : "server"},
          {"client", client_document(run.client)},
          {"profile", run.profile},
          {"level", to_string(run.level)},
          {"whole", run.is_whole},
          {"seed", run.seed},
          {"cases", run.results.size()}};
}

Json requirement_document(const Requirement& requirement) {
  return {{"id", requirement.id},
          {"level", to_string(requirement.level)},
          {"evidence", requirement.evidence},
          {"text", requirement.text},
          {"document", requirement.document},
          {"url", requirement.url}};
}

Json check_document(const Check& check) {
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

/// Of the bugs that end so the one that the fewest cases show: the others would fail neighbours as
/// well. Empty when none does.
std::string most_telling(const CaseResult& result, const std::map<std::string, int>& kills) {
  const Kill* telling = nullptr;
  for (const Kill& kill : result.subject->kills) {
    const bool is_rarer = telling == nullptr || kills.at(kill.bug) < kills.at(telling->bug);
    if (is_rarer && looks_like(result, kill)) telling = &kill;
  }
  return telling == nullptr ? std::string() : bug_text(telling->bug);
}

Json case_event(const CaseResult& result, const RunRecord& run,
                const std::map<std::string, int>& kills) {
  const Case& subject = *result.subject;
  Json event = {{"type", "case"},
                {"id", subject.id},
                {"title", subject.title},
                {"why", subject.why},
                {"category", subject.category},
                {"level", to_string(subject.level)},
                {"operations", subject.operations},
                {"requirements",
                 array_of(subject.requirements,
                          [](const Requirement* each) { return requirement_document(*each); })},
                {"verdict", to_string(result.verdict)},
                {"fails", fails_run(result.verdict, run.level)},
                {"reason", result.reason},
                {"checks", array_of(result.checks, check_document)},
                {"wire", result.wire},
                {"curl", result.curl},
                {"exchanges", result.exchanges},
                {"exchanges_left_out", result.exchanges_left_out},
                {"not_modelled", result.not_modelled},
                {"started", format_rfc3339_millis(result.started)},
                {"ms", milliseconds_of(result.took)}};
  if (!all_passed(result.checks)) {
    if (!result.crashed) event["looks_like"] = most_telling(result, kills);
    event["baseline"] =
        subject.id + " until=" + date_text(reprieve_from(run.today)) + " issue=https://...";
  }
  return event;
}

Json counts_document(const RunRecord& run) {
  Json counts = Json::object();
  for (int index = 0; index <= static_cast<int>(Verdict::kHarnessError); ++index) {
    const auto verdict = static_cast<Verdict>(index);
    counts[std::string(to_string(verdict))] = count(run.results, verdict);
  }
  return counts;
}

Json standing_document(const Standing& standing) {
  return {
      {"provider", standing.provider}, {"profile", standing.profile}, {"status", standing.status}};
}

Json footer_event(const RunRecord& run) {
  return {{"type", "footer"},
          {"counts", counts_document(run)},
          {"failed", count_failed(run)},
          {"problems", run.problems},
          {"warnings", run.warnings},
          {"processes", run.processes},
          {"headlines", headlines(run)},
          {"standings", array_of(standings(run), standing_document)},
          {"interrupted", run.interrupted},
          {"exit", exit_code(run)},
          {"ms", milliseconds_of(run.took)},
          {"last", last_line(run)}};
}

}  // namespace

Events events_of(const RunRecord& run, const Suite& suite) {
  const std::map<std::string, int> kills = count_kills(suite);
  Events events{header_event(run, suite)};
  for (const CaseResult& result : run.results) events.push_back(case_event(result, run, kills));
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
