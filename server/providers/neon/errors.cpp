#include "server/providers/neon/errors.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "server/api/status.h"
#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/error_cases.h"
#include "server/providers/neon/readings.h"

namespace mockmeter::neon {
namespace {

// Observed: every recorded body has the empty string as its code.
ApiError error(const ErrorCase& row, std::string message) { return {row, "", std::move(message)}; }

consteval const ErrorCase& row(std::string_view name) { return error_case(kErrorCases, name); }

// Choice: longer ids are replaced; the header is echoed, and nothing says how long it may be.
constexpr std::size_t kLongestRequestId = 128;

bool can_be_echoed(std::string_view id) {
  return !id.empty() && id.size() <= kLongestRequestId &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// Observed: sessions recorded by neon-api-python in 2025.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kHeaders{{
    {"vary", "Origin"},
    {"x-content-type-options", "nosniff"},
    {"x-frame-options", "SAMEORIGIN"},
    {"referrer-policy", "strict-origin-when-cross-origin"},
    {"strict-transport-security", "max-age=63072000; includeSubDomains; preload"},
}};

}  // namespace

ApiError unauthorized() {
  return error(row("neon.unauthorized"), "supplied credentials do not pass authentication");
}

ApiError bad_parameter(std::string message) {
  return error(row("neon.bad_parameter"), std::move(message));
}

ApiError missing_parameter(std::string_view name) {
  return error(row("neon.missing_parameter"),
               "query parameter \"" + std::string(name) + "\" not set");
}

ApiError repeated_parameter(std::string_view name) {
  return error(row("neon.repeated_parameter"),
               "query parameter \"" + std::string(name) + "\" multiple values");
}

ApiError missing_org_id() { return error(row("neon.missing_org_id"), "org_id is required"); }

ApiError unknown_metric(std::string_view name) {
  return error(row("neon.unknown_metric"), "unknown metric: " + std::string(name));
}

ApiError unknown_cursor(std::string_view cursor) {
  return error(row("neon.unknown_cursor"), "invalid cursor: " + std::string(cursor));
}

ApiError plan_lacks_access(std::string_view message) {
  return error(row("neon.plan_lacks_access"), std::string(message));
}

ApiError not_a_member() {
  return error(row("neon.not_a_member"),
               "Account is not a member of the organization specified by `org_id`.");
}

ApiError outside_window(std::string_view end) {
  const ErrorCase& which = end == "start" ? row("neon.outside_window_start")
                           : end == "end" ? row("neon.outside_window_end")
                                          : row("neon.range_order");
  return error(which, "specified date-time range " + std::string(end) + (end.empty() ? "" : " ") +
                          "is outside the boundaries of the specified granularity");
}

ApiError refuse(Refusal refusal, std::string_view detail) {
  const ErrorCase& which = kErrorCases.at(static_cast<std::size_t>(refusal));
  if (refusal == Refusal::kUnknownRoute) return error(which, "this route does not exist");
  if (refusal == Refusal::kTooManyCalls) return error(which, "Too many requests");
  return error(which, std::string(detail));
}

ApiError failure(int status) {
  if (status == 401) return unauthorized();
  if (status == 429) return refuse(Refusal::kTooManyCalls, "");
  return {row("neon.failure"), status, "", std::string(reason_of(status))};
}

Response render(const ApiError& error, const Context& context) {
  std::string body = "{\"request_id\":";
  append_quoted(body, request_id(context));
  body += ",\"code\":";
  append_quoted(body, error.code());
  body += ",\"message\":";
  append_quoted(body, error.message());
  body += '}';
  Response response = json_response(error.status(), std::move(body));
  const bool silent = context.is(kRetryAfter, "absent");
  for (const auto& [name, value] : error.headers()) {
    if (name != "Retry-After" || !silent) response.headers.add(name, value);
  }
  return response;
}

void finish(Response& response, const Context& context) {
  response.headers.set("Content-Type", "application/json; charset=utf-8");
  response.headers.set("x-neon-ret-request-id", request_id(context));
  for (const auto& [name, value] : kHeaders) response.headers.set(name, value);
}

std::string request_id(const Context& context) {
  const auto given = context.request.headers.get("X-Request-ID");
  if (given && can_be_echoed(*given)) return std::string(*given);
  return make_uuid(context.world.seed, "neon/request", context.serial.get());
}

}  // namespace mockmeter::neon
