// The traffic of a run for tools that read HTTP archives; formats.h declares it.
#include "base/http/har.h"

#include <string>
#include <utility>

#include "base/time/instant.h"
#include "conformance/report/formats.h"
#include "conformance/report/stream/events.h"
#include "conformance/report/summary.h"

namespace mockmeter::conformance {
namespace {

constexpr int kHarIndent = 1;

HarMessage har_message_of(const Json& message) {
  const Json& body = message["body"];
  return {message["headers"].get<decltype(HarMessage::fields)>(), body["size"],
          body.value("text", body.value("base64", std::string())), body.contains("base64")};
}

Json entry_document(const std::string& id, const Json& exchange) {
  const Json& request = exchange["request"];
  const Json& response = exchange["response"];
  Json entry = {{"pageref", id}};
  const auto error = response.value("error", std::string());
  entry.update(har_entry({exchange["at"], exchange["duration_ms"], exchange["origin"],
                          request["method"], request["target"], har_message_of(request),
                          response["status"], har_message_of(response), error}));
  entry["request"]["_target"] = request["target"];
  if (response["body"].contains("cut")) {
    entry["response"]["content"]["comment"] = "only the beginning of the body";
  }
  entry["connection"] = exchange["connection"].dump();
  entry["_server"] = exchange["server"];
  return entry;
}

Json page_document(const CaseResult& result) {
  const Case& subject = *result.subject;
  Json page = {{"startedDateTime", format_rfc3339_millis(result.started)},
               {"id", subject.id},
               {"title", subject.id},
               {"pageTimings", Json::object()},
               {"_title", subject.title},
               {"_verdict", to_string(result.verdict)},
               {"_requirements", Json::array()}};
  for (const Requirement* each : subject.requirements) page["_requirements"].push_back(each->id);
  if (result.exchanges_left_out != 0) {
    page["comment"] = std::to_string(result.exchanges_left_out) + " more requests are not here";
  }
  return page;
}

}  // namespace

std::string har_report(const RunRecord& run) {
  Json pages = Json::array();
  Json entries = Json::array();
  for (const CaseResult& result : run.results) {
    const bool was_played = !result.checks.empty() || !result.exchanges.empty();
    if (was_played) pages.push_back(page_document(result));
    for (const Json& exchange : result.exchanges) {
      entries.push_back(entry_document(result.subject->id, exchange));
    }
  }
  Json document = har_log(run.version, std::move(entries), std::move(pages));
  document["log"]["_client"] = client_document(run.client);
  document["log"]["_headlines"] = summaries(run);
  return json_text(document, kHarIndent) + '\n';
}

}  // namespace mockmeter::conformance
