#include "server/providers/zkscore/errors.h"

#include <array>
#include <string>

#include "base/tables.h"
#include "server/metering/hash.h"
#include "server/metering/json.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/variants.h"

namespace mockmeter::zkscore {
namespace {

/// How the two envelopes name an error whose own code is a different one.
/// Source: api-reference/errors, "ZKS-002-002" and its neighbours.
/// Source: authentication, 401 "UNAUTHORIZED", 403 "FORBIDDEN"; the SDK page has the first column.
struct CodeNames {
  std::string_view code;
  std::string_view flat;
  std::string_view nested;
};
constexpr std::array<CodeNames, 4> kCodeNames{{
    {"INVALID_API_KEY", "UNAUTHORIZED", "ZKS-002-001"},
    {"API_KEY_EXPIRED", "UNAUTHORIZED", "ZKS-002-002"},
    {"FORBIDDEN", "FORBIDDEN", "ZKS-002-003"},
    {"RATE_LIMIT_EXCEEDED", "RATE_LIMIT_EXCEEDED", "ZKS-003-001"},
}};

const CodeNames* find_names(std::string_view code) {
  return find_by(kCodeNames, &CodeNames::code, code);
}

/// "SERVICE_UNAVAILABLE" from "Service Unavailable".
std::string code_of(std::string_view reason) {
  std::string code(reason);
  for (char& c : code) {
    if (c == ' ') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return code;
}

std::string flat_code(const ApiError& error) {
  if (error.code().empty()) return code_of(error.message());
  const CodeNames* names = find_names(error.code());
  return names != nullptr ? std::string(names->flat) : error.code();
}

/// Choice: errors without a documented ZKS code get family 000 and the status.
std::string nested_code(const ApiError& error) {
  const CodeNames* names = find_names(error.code());
  return names != nullptr ? std::string(names->nested)
                          : "ZKS-000-" + std::to_string(error.status());
}

std::string request_id(const RequestContext& context) {
  const auto given = context.request.headers.get("X-Request-ID");
  if (given && !given->empty()) return std::string(*given);
  return "req_" + make_token(context.world.seed, "zkscore/request", context.serial.get(), 16);
}

/// Source: introduction, {"success": false, "error": "RATE_LIMIT_EXCEEDED", "message", "timestamp"}
Json flat_body(const ApiError& error, const RequestContext& context) {
  return {{"success", false},
          {"error", flat_code(error)},
          {"message", error.message()},
          {"timestamp", format_timestamp(context.now)}};
}

/// Source: api-reference/errors, {"error": {"code", "message", "details", "timestamp",
/// "request_id"}}
Json nested_body(const ApiError& error, const RequestContext& context) {
  return {{"error",
           {{"code", nested_code(error)},
            {"message", error.message()},
            {"details", error.message()},
            {"timestamp", format_timestamp(context.now)},
            {"request_id", request_id(context)}}}};
}

}  // namespace

ApiError invalid(std::string_view name, std::string_view reason) {
  return {error_row("zkscore.invalid_parameters"),
          "Invalid " + std::string(name) + ": " + std::string(reason)};
}

Response render(const ApiError& error, const RequestContext& context) {
  const bool nested = context.is(kErrorEnvelope, "nested");
  const Json body = nested ? nested_body(error, context) : flat_body(error, context);
  return error_response(error, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace mockmeter::zkscore
