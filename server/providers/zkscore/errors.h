#pragma once

#include <array>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::zkscore {

/// Every error of this provider, the first nine by CommonError.
inline constexpr std::array<ErrorCase, 18> kErrorCases{{
    {"zkscore.unknown_route", 404, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones", "Not found: {}",
     "NOT_FOUND"},
    {"zkscore.method_not_allowed", 405, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones", "Method not allowed: {}",
     "METHOD_NOT_ALLOWED"},
    {"zkscore.target_too_long", 414, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones", "URI too long: {}",
     "URI_TOO_LONG"},
    {"zkscore.bad_target", 400, Evidence::kInvented, "the code is documented, these words are ours",
     "Invalid request target: {}", "INVALID_PARAMETERS"},
    {"zkscore.body_too_large", 413, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones", "Payload too large: {}",
     "PAYLOAD_TOO_LARGE"},
    {"zkscore.unsupported_body", 415, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones",
     "Unsupported media type: {}", "UNSUPPORTED_MEDIA_TYPE"},
    {"zkscore.bad_body", 400, Evidence::kInvented, "the code is documented, these words are ours",
     "Invalid request body: {}", "INVALID_PARAMETERS"},
    {"zkscore.rate_limited", 429, Evidence::kDocumented,
     "introduction: \"RATE_LIMIT_EXCEEDED\" and its message",
     "Too many requests. Please try again later.", "RATE_LIMIT_EXCEEDED", true},
    {"zkscore.internal_error", 500, Evidence::kInvented, "a defect of the mock, no vendor's",
     "Internal server error: {}", "INTERNAL_ERROR"},
    {"zkscore.invalid_api_key", 401, Evidence::kDocumented,
     "authentication: \"Invalid or missing API key\"", "Invalid or missing API key",
     "INVALID_API_KEY", true},
    {"zkscore.expired_api_key", 401, Evidence::kInferred,
     "the errors page has a code for an expired key, no text", "API key has expired",
     "API_KEY_EXPIRED"},
    {"zkscore.revoked_api_key", 401, Evidence::kDocumented,
     "SDK error handling: \"invalid or has been revoked\"",
     "API key is invalid or has been revoked", "INVALID_API_KEY"},
    {"zkscore.forbidden", 403, Evidence::kDocumented,
     "authentication: \"Insufficient permissions for this operation\"",
     "Insufficient permissions for this operation", "FORBIDDEN", true},
    {"zkscore.invalid_parameters", 400, Evidence::kDocumented,
     "SDK error handling: INVALID_PARAMETERS with 400", "{}", "INVALID_PARAMETERS"},
    {"zkscore.no_usage_data", 404, Evidence::kInferred,
     "get-usage, Troubleshooting: \"No usage data for the specified timeframe or key\"; it names "
     "neither status nor code",
     "No usage data found for the specified timeframe or key", "NO_USAGE_DATA"},
    {"zkscore.too_many_points", 400, Evidence::kInferred,
     "scores/get-history, Troubleshooting: \"Too many data points\"; get-usage has no such error",
     "Too many data points: {}", "INVALID_PARAMETERS"},
    {"zkscore.api_key_not_found", 404, Evidence::kInvented,
     "the page of Revoke API Key is not public", "API key not found", "NOT_FOUND"},
    {"zkscore.failure", 0, Evidence::kInvented,
     "only for a fault status=N; a few are documented as numbers only"},
}};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_row(std::string_view name) {
  return error_case(kErrorCases, name);
}

/// A parameter or a member of the body that cannot be used. 400; `reason` says why.
ApiError invalid(std::string_view name, std::string_view reason);

/// The envelope of variant zkscore.error_envelope.
Response render(const ApiError& error, const RequestContext& context);

}  // namespace mockmeter::zkscore
