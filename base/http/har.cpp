#include "base/http/har.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/http/target_uri.h"
#include "base/text/ascii.h"
#include "base/text/percent.h"
#include "base/text/utf8.h"

namespace mockmeter {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kUnknown = -1;  // Source: HAR 1.2, "Set to -1 if the info is not available"

Json named_values(const HarMessage& message) {
  Json list = Json::array();
  for (const auto& [name, value] : message.fields) {
    list.push_back({{"name", name}, {"value", value}});
  }
  return list;
}

/// Of the first field with this name; empty when there is none.
std::string field_of(const HarMessage& message, std::string_view name) {
  const std::string* value = find_field(message.fields, name);
  return value == nullptr ? std::string() : *value;
}

/// What a client sent may be no URL: every byte that cannot stand in one is escaped.
std::string legal(std::string_view text, std::string_view legal_bytes) {
  std::string url;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view byte = text.substr(at, 1);
    const bool stays = legal_bytes.find(byte) != legal_bytes.npos || is_escape(text, at);
    url += stays ? std::string(byte) : percent_encoded(byte);
  }
  return url;
}

std::string url_of(const HarExchange& exchange) {
  // Source: RFC 3986 section 3.3, pchar, and the "/" and "?" of a path with a query.
  return target_uri(legal(exchange.origin, ":/[]"), legal(exchange.target, "!$&'()*+,;=:@/?"));
}

Json query_string(std::string_view target) {
  Json list = Json::array();
  target.remove_prefix(std::min(target.find('?'), target.size()));
  while (!target.empty()) {
    target.remove_prefix(1);
    const std::string_view pair = target.substr(0, target.find('&'));
    target.remove_prefix(pair.size());
    if (pair.empty()) continue;
    const std::string_view name = pair.substr(0, pair.find('='));
    const std::string_view value = pair.substr(std::min(name.size() + 1, pair.size()));
    list.push_back({{"name", to_utf8(percent_decoded(name, true))},
                    {"value", to_utf8(percent_decoded(value, true))}});
  }
  return list;
}

Json request_document(const HarExchange& exchange) {
  const HarMessage& request = exchange.request;
  Json document = {
      {"method", exchange.method},        {"url", url_of(exchange)},
      {"httpVersion", "HTTP/1.1"},        {"cookies", Json::array()},
      {"headers", named_values(request)}, {"queryString", query_string(exchange.target)},
      {"headersSize", kUnknown},          {"bodySize", request.body_size}};
  if (request.body_size == 0) return document;
  document["postData"] = {{"mimeType", field_of(request, "Content-Type")}, {"text", request.body}};
  // HAR knows the encoding of a body for responses alone.
  if (request.is_base64) document["postData"]["_encoding"] = "base64";
  return document;
}

Json response_document(const HarExchange& exchange) {
  const HarMessage& response = exchange.response;
  Json content = {{"size", response.body_size}, {"mimeType", field_of(response, "Content-Type")}};
  if (!response.body.empty()) content["text"] = response.body;
  if (response.is_base64) content["encoding"] = "base64";
  Json document = {{"status", exchange.status},
                   {"statusText", ""},
                   {"httpVersion", "HTTP/1.1"},
                   {"cookies", Json::array()},
                   {"headers", named_values(response)},
                   {"content", std::move(content)},
                   {"redirectURL", field_of(response, "Location")},
                   {"headersSize", kUnknown},
                   {"bodySize", kUnknown}};
  // Source: Chrome's network panel writes it so.
  if (!exchange.error.empty()) document["_error"] = exchange.error;
  return document;
}

}  // namespace

Json har_entry(const HarExchange& exchange) {
  return {{"startedDateTime", exchange.started},
          {"time", exchange.milliseconds},
          {"request", request_document(exchange)},
          {"response", response_document(exchange)},
          {"cache", Json::object()},
          {"timings", {{"send", 0}, {"wait", exchange.milliseconds}, {"receive", 0}}}};
}

Json har_log(std::string_view version, Json entries, Json pages) {
  Json log = {{"version", "1.2"}, {"creator", {{"name", "mockmeter"}, {"version", version}}}};
  if (!pages.is_null()) log["pages"] = std::move(pages);
  log["entries"] = std::move(entries);
  return {{"log", std::move(log)}};
}

}  // namespace mockmeter
