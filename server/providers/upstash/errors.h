#pragma once

#include <array>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::upstash {

/// Every error of this provider, the first nine by CommonError.
/// Choice: neutral words; Upstash publishes few. An unknown route and a defect of the mock say
/// nothing about the request.
inline constexpr std::array<ErrorCase, 15> kErrorCases{{
    {"upstash.unknown_route", 404, Evidence::kInvented, "Upstash publishes no text; neutral words",
     "not found"},
    {"upstash.method_not_allowed", 405, Evidence::kInvented,
     "Upstash publishes no text; neutral words", "method not allowed: {}"},
    {"upstash.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours",
     "request target too long: {}"},
    {"upstash.bad_target", 400, Evidence::kInvented, "Upstash publishes no text; neutral words",
     "invalid request target: {}"},
    {"upstash.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours",
     "request body too large: {}"},
    {"upstash.unsupported_body", 415, Evidence::kInvented,
     "Upstash publishes no text; neutral words", "unsupported media type: {}"},
    {"upstash.bad_body", 400, Evidence::kInvented, "Upstash publishes no text; neutral words",
     "invalid request body: {}"},
    {"upstash.rate_limited", 429, Evidence::kInvented, "no limit is documented; only for a fault",
     "too many requests: {}"},
    {"upstash.internal_error", 500, Evidence::kInvented, "a defect of the mock, no vendor's",
     "internal server error"},
    {"upstash.unauthorized", 401, Evidence::kObserved,
     "upstash/cli a276e47: {\"error\":\"Unauthorized\"}", "Unauthorized", "", true},
    {"upstash.read_only_key", 403, Evidence::kObserved,
     "@upstash/mcp-server 0.3.0 looks for \"Readonly API key\" in the text",
     "Readonly API key is not allowed to make changes"},
    {"upstash.not_found", 404, Evidence::kObserved,
     "a public runbook, Terraform provider, response: \"database not found\"", "{} not found"},
    {"upstash.invalid", 400, Evidence::kInvented, "the texts are not public", "invalid {}"},
    {"upstash.not_mocked", 501, Evidence::kInvented, "no vendor's: the mock makes no such thing",
     "{} is not mocked"},
    {"upstash.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_row(std::string_view name) {
  return error_case(kErrorCases, name);
}

/// 400 for a parameter or a member of the body.
ApiError invalid(std::string_view name, std::string_view reason);

Response render(const ApiError& error, const RequestContext& context);

}  // namespace mockmeter::upstash
