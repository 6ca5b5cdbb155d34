#pragma once

#include <array>
#include <string>
#include <string_view>

#include "server/api/error.h"
#include "server/api/operation.h"

namespace mockmeter::neon {

/// Every error of this provider, the first nine by CommonError.
inline constexpr std::array<ErrorCase, 27> kErrorCases{{
    {"neon.unknown_route", 404, Evidence::kObserved,
     "live, 2026-08-06, on the removed route: \"this route does not exist\"",
     "this route does not exist"},
    {"neon.method_not_allowed", 405, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"neon.target_too_long", 414, Evidence::kInvented, "no source; limit and words are ours", "{}"},
    {"neon.bad_target", 400, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"neon.body_too_large", 413, Evidence::kInvented, "no source; limit and words are ours", "{}"},
    {"neon.unsupported_body", 415, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"neon.bad_body", 400, Evidence::kInvented, "no source; the words are ours", "{}"},
    {"neon.rate_limited", 429, Evidence::kDocumented,
     "OpenAPI file 2.7.2, description of the 429: \"Too many requests\"; the text on the wire is "
     "not known",
     "Too many requests", "", true},
    {"neon.internal_error", 500, Evidence::kInvented, "a defect of the mock, no vendor's", "{}"},
    {"neon.unauthorized", 401, Evidence::kObserved,
     "five independent clients quote \"supplied credentials do not pass authentication\"",
     "supplied credentials do not pass authentication", "", true},
    {"neon.bad_parameter", 400, Evidence::kInferred,
     "in the words of ogen, the tool that Neon's server is generated with", "{}"},
    {"neon.missing_parameter", 400, Evidence::kObserved,
     "live: query parameter \"metrics\" not set", "query parameter \"{}\" not set"},
    {"neon.repeated_parameter", 400, Evidence::kInferred, "ogen source: \"multiple values\"",
     "query parameter \"{}\" multiple values"},
    {"neon.missing_org_id", 400, Evidence::kObserved,
     "live /projects call, 2026-09-05: \"org_id is required\"", "org_id is required"},
    {"neon.unknown_metric", 400, Evidence::kInvented, "no source; see variant neon.unknown_metric",
     "unknown metric: {}"},
    {"neon.unknown_cursor", 400, Evidence::kInvented, "no source says what an unknown cursor gives",
     "invalid cursor: {}"},
    {"neon.plan_lacks_access", 403, Evidence::kObserved,
     "live: \"This endpoint is not available. It is included with\"; see variant neon.plan_message",
     "{}"},
    {"neon.not_a_member", 404, Evidence::kDocumented,
     "OpenAPI file 2.7.2: \"Account is not a member of the organization specified by\"",
     "Account is not a member of the organization specified by `org_id`."},
    {"neon.outside_project", 404, Evidence::kObserved,
     "live, in production logs of six clients, 2026: \"not allowed to perform actions outside the "
     "project this key is scoped to\"",
     "not allowed to perform actions outside the project this key is scoped to; "
     "subject_project_id:\"{}\""},
    {"neon.unknown_project", 404, Evidence::kInvented,
     "no source; neither the status nor the words of a project that is not the caller's are known",
     "project not found"},
    {"neon.unknown_organization", 404, Evidence::kInferred,
     "live tests of @distilled.cloud/neon expect 404 or 403; the words are ours",
     "organization not found"},
    {"neon.not_for_organizations", 404, Evidence::kObserved,
     "several clients, 2026: /users/me with the key of an organization",
     "not allowed for organization API keys"},
    {"neon.plan_lacks_spending_limit", 403, Evidence::kInferred,
     "OpenAPI file 2.7.2: \"on Launch and Scale plans only\"; status and words are ours",
     "Spending limits are only supported for Launch and Scale plans."},
    {"neon.outside_window_start", 406, Evidence::kObserved,
     "live: \"specified date-time range start is outside the boundaries\"",
     "specified date-time range start is outside the boundaries of the specified granularity"},
    {"neon.outside_window_end", 406, Evidence::kInferred, "the sibling of the one for the start",
     "specified date-time range end is outside the boundaries of the specified granularity"},
    {"neon.range_order", 406, Evidence::kInvented,
     "the words are ours; see variant neon.range_order",
     "specified date-time range is outside the boundaries of the specified granularity"},
    {"neon.failure", 0, Evidence::kInvented,
     "only for a fault status=N; the words are the status's name"},
}};

/// The row of that name; a name without a row does not compile.
consteval const ErrorCase& error_row(std::string_view name) {
  return error_case(kErrorCases, name);
}

Response render(const ApiError& error, const RequestContext& context);
/// The headers of Neon's own server on every response; those of the network in front are left out.
void add_headers(Response& response, const RequestContext& context);

/// The X-Request-ID of the request when it can stand in a header, otherwise one made from the seed
/// and the serial of the request.
/// Source: OpenAPI file 2.7.2, GeneralError "set this value manually by including an X-Request-ID".
std::string request_id(const RequestContext& context);

}  // namespace mockmeter::neon
