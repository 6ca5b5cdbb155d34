#include "server/providers/upstash/errors.h"

#include <string>

#include "server/metering/json_text.h"
#include "server/providers/upstash/variants.h"

namespace mockmeter::upstash {
ApiError invalid(std::string_view name, std::string_view reason) {
  return {error_row("upstash.invalid"), std::string(name) + ": " + std::string(reason)};
}

Response render(const ApiError& error, const RequestContext& context) {
  const bool object = error.status() == 401 || context.is(kErrorShape, "object");
  std::string body;
  if (object) body += R"({"error":)";
  append_quoted(body, error.message());
  if (object) body += '}';
  return error_response(error, std::move(body));
}

}  // namespace mockmeter::upstash
