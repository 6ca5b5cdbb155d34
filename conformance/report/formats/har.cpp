// The traffic of a run for tools that read HTTP archives; formats.h declares it.
#include "base/http/har.h"

#include <cstddef>
#include <string>

#include "conformance/report/formats.h"

namespace mockmeter::conformance {
namespace {

constexpr int kHarIndent = 1;

HarMessage har_message_of(const Json& message) {
  const Json& body = message["body"];
  return {message["headers"].get<decltype(HarMessage::fields)>(), body["size"],
          body.value("text", body.value("base64", std::string())), body.contains("base64")};
}

Json entry_document(const Json& event, const Json& exchange) {
  const Json& request = exchange["request"];
  const Json& answer = exchange["response"];
  Json entry = {{"pageref", event["id"]}};
  entry.update(har_entry({exchange["at"], exchange["duration_ms"], exchange["origin"],
                          request["method"], request["target"], har_message_of(request),
                          answer["status"], har_message_of(answer)}));
  entry["request"]["_target"] = request["target"];
  if (answer["body"].contains("cut")) {
    entry["response"]["content"]["comment"] = "only the beginning of the body";
  }
  entry["connection"] = exchange["connection"].dump();
  entry["_server"] = exchange["server"];
  return entry;
}

Json page_document(const Json& event) {
  Json page = {{"startedDateTime", event["started"]},
               {"id", event["id"]},
               {"title", event["id"]},
               {"pageTimings", Json::object()},
               {"_title", event["title"]},
               {"_verdict", event["verdict"]},
               {"_requirements", Json::array()}};
  for (const Json& requirement : event["requirements"]) {
    page["_requirements"].push_back(requirement["id"]);
  }
  if (event["exchanges_left_out"] != 0U) {
    page["comment"] = event["exchanges_left_out"].dump() + " more requests are not here";
  }
  return page;
}

}  // namespace

std::string har_report(const Events& events) {
  const Json& header = header_of(events);
  Json pages = Json::array();
  Json entries = Json::array();
  for (const Json* event : cases_of(events)) {
    const bool was_played = !(*event)["assertions"].empty() || !(*event)["exchanges"].empty();
    if (was_played) pages.push_back(page_document(*event));
    for (const Json& exchange : (*event)["exchanges"]) {
      entries.push_back(entry_document(*event, exchange));
    }
  }
  Json document = har_log(header["mockmeter"].get_ref<const std::string&>(), std::move(entries),
                          std::move(pages));
  document["log"]["_client"] = header["client"];
  document["log"]["_headlines"] = footer_of(events)["summaries"];
  return json_text(document, kHarIndent) + '\n';
}

}  // namespace mockmeter::conformance
