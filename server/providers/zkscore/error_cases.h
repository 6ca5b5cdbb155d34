#pragma once

#include <array>

#include "server/api/error_case.h"

namespace mockmeter::zkscore {

/// Every error of this provider, the first nine by Refusal.
inline constexpr std::array<ErrorCase, 17> kErrorCases{{
    {"zkscore.unknown_route", 404, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones"},
    {"zkscore.method_not_allowed", 405, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones"},
    {"zkscore.target_too_long", 414, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones"},
    {"zkscore.bad_target", 400, Evidence::kInvented,
     "the code is documented, these words are ours"},
    {"zkscore.body_too_large", 413, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones"},
    {"zkscore.unsupported_body", 415, Evidence::kInvented,
     "no source; code and words follow the style of the documented ones"},
    {"zkscore.bad_body", 400, Evidence::kInvented, "the code is documented, these words are ours"},
    {"zkscore.too_many_calls", 429, Evidence::kDocumented,
     "introduction: \"RATE_LIMIT_EXCEEDED\" and its message"},
    {"zkscore.our_fault", 500, Evidence::kInvented, "a defect of the mock, no vendor's"},
    {"zkscore.invalid_api_key", 401, Evidence::kDocumented,
     "authentication: \"Invalid or missing API key\""},
    {"zkscore.expired_api_key", 401, Evidence::kInferred,
     "the errors page has a code for an expired key, no text"},
    {"zkscore.revoked_api_key", 401, Evidence::kDocumented,
     "SDK error handling: \"invalid or has been revoked\""},
    {"zkscore.forbidden", 403, Evidence::kDocumented,
     "authentication: \"Insufficient permissions for this operation\""},
    {"zkscore.invalid_parameters", 400, Evidence::kDocumented,
     "SDK error handling: INVALID_PARAMETERS with 400"},
    {"zkscore.no_usage_data", 404, Evidence::kInferred,
     "get-usage, Troubleshooting: \"No usage data for the specified timeframe or key\"; it names "
     "neither status nor code"},
    {"zkscore.api_key_not_found", 404, Evidence::kInvented,
     "the page of Revoke API Key is not public"},
    {"zkscore.failure", 0, Evidence::kInvented,
     "only for a fault status=N; a few are documented as numbers only"},
}};

}  // namespace mockmeter::zkscore
