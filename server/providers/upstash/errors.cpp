#include "server/providers/upstash/errors.h"

#include <array>
#include <string>

#include "server/api/status.h"
#include "server/metering/json_text.h"
#include "server/providers/upstash/error_cases.h"
#include "server/providers/upstash/readings.h"

namespace mockmeter::upstash {
namespace {

constexpr int kUnauthorized = 401;

consteval const ErrorCase& row(std::string_view name) { return error_case(kErrorCases, name); }

// By Refusal. Choice: neutral words; Upstash publishes none.
constexpr std::array<std::string_view, 9> kRefusalTexts{
    "not found",
    "method not allowed",
    "request target too long",
    "invalid request target",
    "request body too large",
    "unsupported media type",
    "invalid request body",
    "too many requests",
    "internal server error",
};

std::string joined(std::string_view what, std::string_view detail) {
  std::string text(what);
  if (!detail.empty()) text.append(": ").append(detail);
  return text;
}

}  // namespace

ApiError unauthorized() { return {row("upstash.unauthorized"), "", "Unauthorized"}; }

ApiError read_only_key() {
  return {row("upstash.read_only_key"), "", "Readonly API key is not allowed to make changes"};
}

ApiError not_found(std::string_view what) {
  return {row("upstash.not_found"), "", std::string(what) + " not found"};
}

ApiError invalid(std::string_view name, std::string_view reason) {
  return {row("upstash.invalid"), "", joined("invalid " + std::string(name), reason)};
}

ApiError refuse(Refusal refusal, std::string_view detail) {
  const ErrorCase& which = kErrorCases.at(static_cast<std::size_t>(refusal));
  const std::string_view text = kRefusalTexts.at(static_cast<std::size_t>(refusal));
  // Choice: an unknown route and a defect of the mock say nothing about the request.
  const bool bare = refusal == Refusal::kUnknownRoute || refusal == Refusal::kOurFault;
  return {which, "", bare ? std::string(text) : joined(text, detail)};
}

ApiError failure(int status) {
  if (status == kUnauthorized) return unauthorized();
  return {row("upstash.failure"), status, "", std::string(reason_of(status))};
}

Response render(const ApiError& error, const Context& context) {
  const bool object = error.status() == kUnauthorized || context.is(kErrorShape, "object");
  std::string body;
  if (object) body += R"({"error":)";
  append_quoted(body, error.message());
  if (object) body += '}';
  Response response = json_response(error.status(), std::move(body));
  for (const auto& [name, value] : error.headers()) response.headers.add(name, value);
  return response;
}

}  // namespace mockmeter::upstash
