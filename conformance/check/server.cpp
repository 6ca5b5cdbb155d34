#include "conformance/check/server.h"

#include <array>
#include <utility>

#include "base/text/ascii.h"
#include "base/time/http_date.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

struct Remedy {
  TransportError trouble;
  std::string_view words;
};
constexpr std::array<Remedy, 4> kRemedies{{
    {TransportError::kUnreachable, "is it running there?"},
    {TransportError::kUntrusted, "give its authority with --ca-file, or see --insecure"},
    {TransportError::kTimeout, "is it slower than that? Give it longer with --timeout"},
    {TransportError::kBroken, "does it speak HTTP?"},
}};

HttpResult get(const ServerUrl& address, const std::string& target, const HttpOptions& options) {
  Exchange request;
  request.method = "GET";
  request.target = target;
  request.headers = {{"Accept", "application/json"}};
  return send(address, std::move(request), options);
}

/// WireMock has the same route, so the message counts.
bool is_mockmeter(const HttpResult& reply) {
  const Json health = Json::parse(reply.exchange.response_body, nullptr, false);
  return reply.exchange.status == 200 && health.is_object() && health.contains("message") &&
         health["message"] == Json("mockmeter is ready");
}

std::optional<Timestamp> where_clock_stands(const ServerUrl& address, const HttpOptions& options) {
  const HttpResult reply = get(address, "/__admin/clock", options);
  const Json clock = Json::parse(reply.exchange.response_body, nullptr, false);
  if (reply.exchange.status != 200 || !clock.is_object()) return std::nullopt;
  if (clock.value("mode", Json()) != Json("frozen")) return std::nullopt;
  const Json now = clock.value("now", Json());
  return now.is_string() ? parse_rfc3339_timestamp(now.get<std::string>()) : std::nullopt;
}

}  // namespace

Timestamp date_of_response(const Exchange& exchange, const Timestamp& otherwise) {
  const std::string* date = find_field(exchange.response_headers, "Date");
  return date == nullptr ? otherwise : parse_http_date(*date, otherwise).value_or(otherwise);
}

bool says_not_served(const ServerFacts& facts, const HttpResult& reply) {
  // Whose words they are says nothing: the path may lie in the space of another vendor.
  return facts.is_mock && reply.exchange.status == 404;
}

std::string transport_error_text(const ServerUrl& address, const HttpResult& reply) {
  std::string text = address.origin + ": " + reply.words;
  for (const Remedy& remedy : kRemedies) {
    if (remedy.trouble == reply.trouble) text.append("; ").append(remedy.words);
  }
  return text;
}

ServerFacts identify_server(const ServerUrl& address, const HttpOptions& options,
                            const Timestamp& here) {
  const HttpResult health = get(address, "/__admin/health", options);
  if (health.trouble != TransportError::kNone)
    throw Unreachable(transport_error_text(address, health));
  ServerFacts facts;
  facts.address = address;
  facts.is_mock = is_mockmeter(health);
  facts.now = date_of_response(health.exchange, here);
  if (facts.is_mock) facts.stands_at = where_clock_stands(address, options);
  return facts;
}

}  // namespace mockmeter::conformance
