#include "server/providers/neon/errors.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/providers/neon/variants.h"

namespace mockmeter::neon {
namespace {

// Choice: longer ids are replaced; the header is echoed, and nothing says how long it may be.
constexpr std::size_t kLongestRequestId = 128;

bool can_be_echoed(std::string_view id) {
  return !id.empty() && id.size() <= kLongestRequestId &&
         std::ranges::all_of(id, [](char c) { return c > ' ' && c <= '~'; });
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

Response render(const ApiError& error, const RequestContext& context) {
  std::string body = "{";
  append_member(body, "request_id", request_id(context));
  append_member(body, "code", "");  // Observed: every recorded body has the empty string there
  append_member(body, "message", error.message());
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
