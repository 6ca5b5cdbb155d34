#pragma once

#include <array>

#include "server/api/error_case.h"

namespace mockmeter::neon {

/// Every error of this provider, the first nine by Refusal.
inline constexpr std::array<ErrorCase, 22> kErrorCases{{
    {"neon.unknown_route", 404, Evidence::kObserved,
     "live, 2026-08-06, on the removed route: \"this route does not exist\""},
    {"neon.method_not_allowed", 405, Evidence::kInvented, "no source; the words are ours"},
    {"neon.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours"},
    {"neon.bad_target", 400, Evidence::kInvented, "no source; the words are ours"},
    {"neon.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours"},
    {"neon.unsupported_body", 415, Evidence::kInvented, "no source; the words are ours"},
    {"neon.bad_body", 400, Evidence::kInvented, "no source; the words are ours"},
    {"neon.too_many_calls", 429, Evidence::kDocumented,
     "OpenAPI file 2.7.2, description of the 429: \"Too many requests\"; the text on the wire is "
     "not known"},
    {"neon.our_fault", 500, Evidence::kInvented, "a defect of the mock, no vendor's"},
    {"neon.unauthorized", 401, Evidence::kObserved,
     "five independent clients quote \"supplied credentials do not pass authentication\""},
    {"neon.bad_parameter", 400, Evidence::kInferred,
     "in the words of ogen, the tool that Neon's server is generated with"},
    {"neon.missing_parameter", 400, Evidence::kObserved,
     "live: query parameter \"metrics\" not set"},
    {"neon.repeated_parameter", 400, Evidence::kInferred, "ogen source: \"multiple values\""},
    {"neon.missing_org_id", 400, Evidence::kObserved,
     "live /projects call, 2026-09-05: \"org_id is required\""},
    {"neon.unknown_metric", 400, Evidence::kInvented, "no source; see reading neon.unknown_metric"},
    {"neon.unknown_cursor", 400, Evidence::kInvented,
     "no source says what an unknown cursor gives"},
    {"neon.plan_lacks_access", 403, Evidence::kDocumented,
     "OpenAPI file 2.7.2, text of the 403; see reading neon.plan_message"},
    {"neon.not_a_member", 404, Evidence::kDocumented,
     "OpenAPI file 2.7.2: \"Account is not a member of the organization specified by\""},
    {"neon.outside_window_start", 406, Evidence::kObserved,
     "live: \"specified date-time range start is outside the boundaries\""},
    {"neon.outside_window_end", 406, Evidence::kInferred, "the sibling of the one for the start"},
    {"neon.range_order", 406, Evidence::kInvented,
     "the words are ours; see reading neon.range_order"},
    {"neon.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

}  // namespace mockmeter::neon
