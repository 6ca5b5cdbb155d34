#pragma once

#include <array>

#include "server/api/error_case.h"

namespace mockmeter::upstash {

/// Every error of this provider, the first nine by Refusal.
inline constexpr std::array<ErrorCase, 14> kErrorCases{{
    {"upstash.unknown_route", 404, Evidence::kInvented, "Upstash publishes no text; neutral words"},
    {"upstash.method_not_allowed", 405, Evidence::kInvented,
     "Upstash publishes no text; neutral words"},
    {"upstash.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours"},
    {"upstash.bad_target", 400, Evidence::kInvented, "Upstash publishes no text; neutral words"},
    {"upstash.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours"},
    {"upstash.unsupported_body", 415, Evidence::kInvented,
     "Upstash publishes no text; neutral words"},
    {"upstash.bad_body", 400, Evidence::kInvented, "Upstash publishes no text; neutral words"},
    {"upstash.too_many_calls", 429, Evidence::kInvented,
     "no limit is documented; only for a fault"},
    {"upstash.our_fault", 500, Evidence::kInvented, "a defect of the mock, no vendor's"},
    {"upstash.unauthorized", 401, Evidence::kObserved,
     "upstash/cli a276e47: {\"error\":\"Unauthorized\"}"},
    {"upstash.read_only_key", 403, Evidence::kObserved,
     "@upstash/mcp-server 0.3.0 looks for \"Readonly API key\" in the text"},
    {"upstash.not_found", 404, Evidence::kObserved,
     "a public runbook, Terraform provider, response: \"database not found\""},
    {"upstash.invalid", 400, Evidence::kInvented, "the texts are not public"},
    {"upstash.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

}  // namespace mockmeter::upstash
