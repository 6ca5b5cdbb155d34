#pragma once

#include <array>

#include "server/metering/variants.h"

namespace mockmeter::neon {

inline constexpr Variant kMetricsFilter{
    "neon.metrics_filter",
    "Which columns does a legacy response to `metrics` hold?",
    {{"schema",
      "OpenAPI file 2.7.2, ConsumptionHistoryPerTimeframe: four metrics are required, so they are "
      "always present; those not asked for are 0"},
     {"filtered",
      "OpenAPI file 2.7.2, parameter metrics: \"list of metrics to include in the "
      "response\"; the v2 endpoints behave so"}}};

inline constexpr Variant kPlanMessage{
    "neon.plan_message",
    "What does the 403 of the legacy endpoints say?",
    {{"spec",
      "OpenAPI file 2.7.2, text of the 403: \"only supported for Scale, Business, and "
      "Enterprise plan accounts\""},
     {"observed",
      "at least seven clients quote the live response of 2026: \"It is included with "
      "Scale plans and above\""}}};

inline constexpr Variant kRangeOrder{
    "neon.range_order",
    "What is the response when `from` is not before `to`?",
    {{"406",
      "OpenAPI file 2.7.2, v2 endpoints: \"range is not valid for the selected "
      "granularity\""},
     {"400", "nobody says it: the usual order of validation, parameters before data"},
     {"empty", "nobody says it: half-open interval arithmetic gives no buckets"}}};

inline constexpr Variant kOrgId{
    "neon.org_id",
    "Do the legacy endpoints and GET /projects need `org_id`?",
    {{"optional",
      "OpenAPI file 2.7.2 and every guide: without it, the authenticated user's "
      "account"},
     {"required",
      "live /projects call on an account moved to an organization, 2026-09-05: "
      "\"org_id is required\""}}};

inline constexpr Variant kDeprecationHeaders{
    "neon.deprecation_headers",
    "Does the account endpoint announce its removal?",
    {{"off", "no Deprecation or Sunset header is documented, and none was ever recorded"},
     {"rfc",
      "RFC 9745 Deprecation and RFC 8594 Sunset: not Neon's, for clients that want to test"}}};

inline constexpr Variant kZeroBuckets{
    "neon.zero_buckets",
    "Do the legacy endpoints list a bucket of zeros?",
    {{"present", "legacy guide, sample of /projects: zeros are written out inside a bucket"},
     {"omitted", "live note on v2/projects: days with nothing at all are left out"}}};

inline constexpr Variant kUnknownMetric{
    "neon.unknown_metric",
    "What becomes of a metric name that does not exist?",
    {{"400", "nobody says it: the text lists \"Possible values\", the schema has no enum"},
     {"ignored",
      "nobody says it: the documented examples themselves use cpu_seconds and "
      "ram_bytes, which are no metric names"}}};

inline constexpr Variant kRetryAfter{
    "neon.retry_after",
    "Does a 429 say when to come back, with --rate-limits on?",
    {{"seconds",
      "no header is documented; Go code of a third party reads Retry-After where there is one, and "
      "the mock knows when the next call is granted"},
     {"absent", "consumption guides: \"use exponential backoff\", without a header"}}};

inline constexpr Variant kProjectCounters{
    "neon.project_counters",
    "What do compute_time_seconds and data_transfer_bytes of GET /projects/{project_id} show on "
    "paid "
    "plans?",
    {{"zero_on_paid",
      "clients of Launch and of organizations read 0 there, 2026, and turn to the consumption "
      "history"},
     {"counted",
      "OpenAPI file 2.7.2, Project: counters of every project that are reset at the beginning of "
      "each billing period"}}};

inline constexpr std::array<Variant, 9> kVariants{
    kMetricsFilter, kPlanMessage,   kRangeOrder, kOrgId,          kDeprecationHeaders,
    kZeroBuckets,   kUnknownMetric, kRetryAfter, kProjectCounters};

}  // namespace mockmeter::neon
