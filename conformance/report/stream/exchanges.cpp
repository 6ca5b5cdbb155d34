#include "conformance/report/stream/exchanges.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/base64.h"
#include "base/text/utf8.h"
#include "base/time/instant.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/evaluation/wire/secrets_in.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kMostExchanges = 200;  // a client may ask without end
constexpr std::size_t kMostOfABody = 16 * 1024;
constexpr std::size_t kMostOfABusyBody = 1024;  // where there are many exchanges
constexpr std::size_t kMany = 32;
constexpr std::size_t kMaxSentBody = 4UL * 1024 * 1024;
constexpr std::size_t kMaxSentBodies = 16UL * 1024 * 1024;  // of one probe

/// What all documents of a case have in common.
struct Setting {
  const Redaction& redaction;
  std::size_t most;  ///< bytes of a body
};

Json headers_document(const Exchange::Headers& headers, const Redaction& redaction) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) {
    list.push_back({to_utf8(redaction(name)), to_utf8(redaction.field(name, value))});
  }
  return list;
}

/// The first `size` bytes: a text that is UTF-8 as it is, other bytes as base64.
Json body_document(const std::string& body, std::size_t size, const Setting& setting) {
  Json document = {{"size", size}};
  const std::string to_display = setting.redaction.beginning(body, std::min(size, setting.most));
  const bool is_text = is_valid_utf8(to_display);
  document[is_text ? "text" : "base64"] = is_text ? to_display : base64_encode(to_display);
  if (size > setting.most) document["cut"] = true;
  return document;
}

Json response_document(const Exchange& exchange, const Setting& setting) {
  Json document = {
      {"status", exchange.status},
      {"headers", headers_document(exchange.response_headers, setting.redaction)},
      {"body", body_document(exchange.response_body, exchange.response_body.size(), setting)}};
  if (exchange.error.empty()) return document;
  document["status"] = exchange.sent_status;
  if (exchange.sent_status == 0) document["headers"] = Json::array();
  document["body"] = body_document(exchange.response_body, exchange.sent_body_size, setting);
  document["error"] = exchange.error;
  return document;
}

/// One of the servers of a case.
struct CaseServer {
  std::string_view name;  ///< "first"
  std::string scheme;     ///< "http"
};

/// Where a request was sent, as the client says.
std::string origin_of(const Exchange& exchange, const CaseServer& server,
                      const Redaction& redaction) {
  const auto hosts = field_values(exchange.headers, "host");
  return server.scheme + "://" + (hosts.empty() ? "127.0.0.1" : to_utf8(redaction(hosts.front())));
}

Json exchange_document(const Exchange& exchange, const CaseServer& server, const Setting& setting) {
  return {{"server", server.name},
          {"origin", origin_of(exchange, server, setting.redaction)},
          {"connection", exchange.connection},
          {"at", format_rfc3339_millis(exchange.received_on)},
          {"at_ms", milliseconds_of(exchange.received_at)},
          {"duration_ms", milliseconds_of(exchange.responded_at - exchange.received_at)},
          {"request",
           {{"method", to_utf8(exchange.method)},
            {"target", to_utf8(setting.redaction(exchange.target))},
            {"headers", headers_document(exchange.headers, setting.redaction)},
            {"body", body_document(exchange.body, exchange.body.size(), setting)}}},
          {"response", response_document(exchange, setting)}};
}

std::string scheme_of_server(const CaseTrace& trace) {
  const std::string url = trace.calls.empty() ? "" : trace.calls.front().base_url;
  return url.starts_with("https:") ? "https" : "http";
}

}  // namespace

double milliseconds_of(std::chrono::nanoseconds time) {
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(time);
  return std::chrono::duration<double, std::milli>(whole).count();
}

void record_exchanges(const CaseTrace& trace, const Redaction& redaction, CaseResult& result) {
  const std::size_t all = trace.exchanges.size() + trace.second_exchanges.size();
  const Setting setting{redaction, all > kMany ? kMostOfABusyBody : kMostOfABody};
  result.exchanges = Json::array();
  const auto add = [&](const std::vector<Exchange>& exchanges, const CaseServer& server) {
    for (const Exchange& exchange : exchanges) {
      if (result.exchanges.size() == kMostExchanges) return;
      result.exchanges.push_back(exchange_document(exchange, server, setting));
    }
  };
  add(trace.exchanges, {"first", scheme_of_server(trace)});
  add(trace.second_exchanges, {"second", "http"});
  result.exchanges_left_out = all - result.exchanges.size();
}

void record_sent_exchanges(const std::vector<std::shared_ptr<const Exchange>>& sent,
                           const std::string& origin, const Redaction& redaction,
                           CaseResult& result) {
  result.exchanges = Json::array();
  std::size_t bytes = 0;
  for (const auto& each : sent) {
    Exchange exchange = *each;
    exchange.body = hide_named_members(exchange.body);
    exchange.response_body = hide_named_members(exchange.response_body);
    bytes += exchange.body.size() + exchange.response_body.size();
    if (bytes > kMaxSentBodies) break;
    Json document = exchange_document(exchange, {"first", ""}, {redaction, kMaxSentBody});
    document["origin"] = redaction(origin);
    result.exchanges.push_back(std::move(document));
  }
  result.exchanges_left_out = sent.size() - result.exchanges.size();
}

}  // namespace mockmeter::conformance
