#include "server/providers/upstash/errors.h"

#include <string>

#include "server/metering/json_text.h"
#include "server/providers/upstash/variants.h"

namespace mockmeter::upstash {
namespace {

consteval const ErrorCase& row(std::string_view name) { return error_case(kErrorCases, name); }

}  // namespace

ApiError unauthorized() { return row("upstash.unauthorized"); }

ApiError read_only_key() { return row("upstash.read_only_key"); }

ApiError not_found(std::string_view what) { return {row("upstash.not_found"), what}; }

ApiError invalid(std::string_view name, std::string_view reason) {
  return {row("upstash.invalid"), std::string(name) + ": " + std::string(reason)};
}

Response render(const ApiError& error, const RequestContext& context) {
  const bool object = error.status() == 401 || context.is(kErrorShape, "object");
  std::string body;
  if (object) body += R"({"error":)";
  append_quoted(body, error.message());
  if (object) body += '}';
  Response response = json_response(error.status(), std::move(body));
  for (const auto& [name, value] : error.headers()) response.headers.add(name, value);
  return response;
}

}  // namespace mockmeter::upstash
