#include "server/providers/neon/errors.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

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

ApiError unauthorized() { return row("neon.unauthorized"); }

ApiError bad_parameter(std::string_view message) { return {row("neon.bad_parameter"), message}; }

ApiError missing_parameter(std::string_view name) { return {row("neon.missing_parameter"), name}; }

ApiError repeated_parameter(std::string_view name) {
  return {row("neon.repeated_parameter"), name};
}

ApiError missing_org_id() { return row("neon.missing_org_id"); }

ApiError unknown_metric(std::string_view name) { return {row("neon.unknown_metric"), name}; }

ApiError unknown_cursor(std::string_view cursor) { return {row("neon.unknown_cursor"), cursor}; }

ApiError plan_lacks_access(std::string_view message) {
  return {row("neon.plan_lacks_access"), message};
}

ApiError not_a_member() { return row("neon.not_a_member"); }

ApiError outside_window(std::string_view end) {
  return end == "start" ? row("neon.outside_window_start")
         : end == "end" ? row("neon.outside_window_end")
                        : row("neon.range_order");
}

Response render(const ApiError& error, const RequestContext& context) {
  std::string body = "{\"request_id\":";
  append_quoted(body, request_id(context));
  body += R"(,"code":"","message":)";  // Observed: every recorded body has the empty string there
  append_quoted(body, error.message());
  body += '}';
  Response response = json_response(error.status(), std::move(body));
  const bool silent = context.is(kRetryAfter, "absent");
  for (const auto& [name, value] : error.headers()) {
    if (name != "Retry-After" || !silent) response.headers.add(name, value);
  }
  return response;
}

void add_headers(Response& response, const RequestContext& context) {
  response.headers.set("Content-Type", "application/json; charset=utf-8");
  response.headers.set("x-neon-ret-request-id", request_id(context));
  for (const auto& [name, value] : kHeaders) response.headers.set(name, value);
}

std::string request_id(const RequestContext& context) {
  const auto given = context.request.headers.get("X-Request-ID");
  if (given && can_be_echoed(*given)) return std::string(*given);
  return make_uuid(context.world.seed, "neon/request", context.serial.get());
}

}  // namespace mockmeter::neon
