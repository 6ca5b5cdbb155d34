// The traffic of a run for tools that read HTTP archives; formats.h declares it.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/percent.h"
#include "conformance/evaluation/wire/target.h"
#include "conformance/report/formats.h"

namespace mockmeter::conformance {
namespace {

constexpr int kHarIndent = 1;
constexpr int kUnknown = -1;  // Source: HAR 1.2, "Set to -1 if the info is not available"

Json named_values(const Json& headers) {
  Json list = Json::array();
  for (const Json& pair : headers) list.push_back({{"name", pair[0]}, {"value", pair[1]}});
  return list;
}

/// Of the first field with this name; empty when there is none.
std::string field_of(const Json& headers, std::string_view name) {
  for (const Json& pair : headers) {
    if (equal_without_case(pair[0].get_ref<const std::string&>(), name)) return pair[1];
  }
  return {};
}

/// What a client sent may be no URL: every byte that cannot stand in one is escaped.
std::string legal(std::string_view target) {
  // Source: RFC 3986 section 3.3, pchar, and the "/" and "?" of a path with a query.
  constexpr std::string_view kLegal = "!$&'()*+,;=:@/?";
  std::string url;
  for (std::size_t at = 0; at < target.size(); ++at) {
    const std::string_view byte = target.substr(at, 1);
    const bool stays = kLegal.find(byte) != kLegal.npos || is_escape(target, at);
    url += stays ? std::string(byte) : percent_encoded(byte);
  }
  return url;
}

std::string url_of(const Json& exchange) {
  const auto target = exchange["request"]["target"].get<std::string>();
  const auto origin = exchange["origin"].get<std::string>();
  const bool is_path = target.starts_with('/');
  return legal(is_path || target.find("://") == target.npos ? origin + (is_path ? "" : "/") + target
                                                            : target);
}

Json query_string(std::string_view target) {
  Json list = Json::array();
  for (const Parameter& parameter : parse_target(target).parameters) {
    list.push_back({{"name", parameter.name}, {"value", parameter.value}});
  }
  return list;
}

/// The text of a body, or its base64; HAR knows the latter for answers alone.
std::string text_of_body(const Json& body) {
  return body.value("text", body.value("base64", std::string()));
}

Json request_document(const Json& exchange) {
  const Json& request = exchange["request"];
  const Json& body = request["body"];
  Json document = {{"method", request["method"]},
                   {"url", url_of(exchange)},
                   {"httpVersion", "HTTP/1.1"},
                   {"cookies", Json::array()},
                   {"headers", named_values(request["headers"])},
                   {"queryString", query_string(request["target"].get_ref<const std::string&>())},
                   {"headersSize", kUnknown},
                   {"bodySize", body["size"]},
                   {"_target", request["target"]}};
  if (body["size"] == 0U) return document;
  document["postData"] = {{"mimeType", field_of(request["headers"], "content-type")},
                          {"text", text_of_body(body)}};
  if (body.contains("base64")) document["postData"]["_encoding"] = "base64";
  return document;
}

Json response_document(const Json& answer) {
  const Json& body = answer["body"];
  Json content = {{"size", body["size"]},
                  {"mimeType", field_of(answer["headers"], "content-type")},
                  {"text", text_of_body(body)}};
  if (body.contains("base64")) content["encoding"] = "base64";
  if (body.contains("cut")) content["comment"] = "only the beginning of the body";
  return {{"status", answer["status"]},
          {"statusText", ""},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", Json::array()},
          {"headers", named_values(answer["headers"])},
          {"content", std::move(content)},
          {"redirectURL", field_of(answer["headers"], "location")},
          {"headersSize", kUnknown},
          {"bodySize", kUnknown}};
}

Json entry_document(const Json& event, const Json& exchange) {
  return {{"pageref", event["id"]},
          {"startedDateTime", exchange["at"]},
          {"time", exchange["ms"]},
          {"request", request_document(exchange)},
          {"response", response_document(exchange["answer"])},
          {"cache", Json::object()},
          {"timings", {{"send", 0}, {"wait", exchange["ms"]}, {"receive", 0}}},
          {"connection", std::to_string(exchange["connection"].get<std::uint64_t>())},
          {"_server", exchange["server"]}};
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
    const bool was_played = !(*event)["checks"].empty() || !(*event)["exchanges"].empty();
    if (was_played) pages.push_back(page_document(*event));
    for (const Json& exchange : (*event)["exchanges"]) {
      entries.push_back(entry_document(*event, exchange));
    }
  }
  const Json log = {{"version", "1.2"},
                    {"creator", {{"name", "mockmeter"}, {"version", header["mockmeter"]}}},
                    {"pages", std::move(pages)},
                    {"entries", std::move(entries)},
                    {"_client", header["client"]},
                    {"_headlines", footer_of(events)["headlines"]}};
  return json_text({{"log", log}}, kHarIndent) + '\n';
}

}  // namespace mockmeter::conformance
