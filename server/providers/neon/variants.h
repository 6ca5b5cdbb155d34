#pragma once

#include <array>

#include "server/api/challenge.h"
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
    "What does the 403 of a plan without access say?",
    {{"observed",
      "at least seven clients quote the live responses of 2026: \"It is included with Scale plans "
      "and above\"; four quote those of v2: \"It is included with Launch plans and above.\""},
     {"spec",
      "OpenAPI file 2.7.2, texts of the 403: \"only supported for Scale, Business, and Enterprise "
      "plan accounts\", \"Not available for this account.\""}}};

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

inline constexpr Variant kBytesMonth{
    "neon.bytes_month",
    "What do the metrics named *_bytes_month count?",
    {{"byte_months",
      "a live invoice of 2026-08-10 and three clients of autumn 2026: the values are byte-months, "
      "already divided by 744"},
     {"byte_hours",
      "usage calculations, 2026-05-28: \"Per-day byte-hours: 2000000000 x 24\", to be divided by "
      "the 744 hours of a month"}}};

inline constexpr Variant kLastPage{
    "neon.v2_last_page",
    "Does the last page of a v2 endpoint carry a cursor?",
    {{"no_cursor",
      "live captures of 2026-08-09 (github.com/philip/neon-usage): 24 projects with limit=100, and "
      "two asked for by id, came without the member `pagination`"},
     {"cursor",
      "a decision record of a public client, 2026-10-03: a query of one project \"returns a "
      "project pagination cursor\"; the page after it is empty"}}};

inline constexpr Variant kMetricOrder{
    "neon.metric_order",
    "In which order does a v2 bucket list its metrics?",
    {{"random",
      "live captures of 2026-08-09 (github.com/philip/neon-usage): 24 orders in 91 buckets, as a "
      "Go "
      "map gives them; drawn from the seed here"},
     {"documented", "OpenAPI file 2.7.2, v2/projects: the order of the list of possible values"}}};

inline constexpr Variant kZeroMetrics{
    "neon.zero_metrics",
    "Does a v2 bucket list a metric that is 0?",
    {{"some",
      "live captures of 2026-08-09 (github.com/philip/neon-usage): instant_restore_bytes_month is "
      "written as 0 in some buckets and left out in others"},
     {"omitted", "network transfer guide, 2026-03-09: \"Metrics with no usage are omitted\""}}};

inline constexpr Variant kWindowEdge{
    "neon.window_edge",
    "How does the window count back: from now, or from the begin of the current bucket?",
    {{"now",
      "usage calculations, 2026-05-28: \"measured from the current server time\", \"If your `from` "
      "timestamp falls outside it, the API returns 406\""},
     {"bucket",
      "neon-usage (github.com/philip/neon-usage) allows 168 hours, 60 days and a year before the "
      "current hour, day and month; nobody recorded that such a request was good"}}};

inline constexpr Variant kFutureRange{
    "neon.future_range",
    "What is the response when `from` is not before now?",
    {{"empty", "nobody says it: nothing was consumed there yet"},
     {"406",
      "OpenAPI file 2.7.2: metrics are \"limited to the last 168 hours\", 60 days or year, which a "
      "later range lies outside of"}}};

inline constexpr Variant kLegacyAccess{
    "neon.legacy_access",
    "Which plans may ask the legacy endpoints?",
    {{"scale_and_above",
      "OpenAPI file 2.7.2 and the live 403 of Launch accounts: Scale, Business and Enterprise"},
     {"paid", "legacy guide, 2026-02-16, table: \"Legacy and usage-based plans\""}}};

inline constexpr Variant kSyntheticStorage{
    "neon.synthetic_storage",
    "What is synthetic_storage_size_bytes of /projects?",
    {{"measured", "OpenAPI file 2.7.2: \"The space occupied in storage\""},
     {"zero", "npm @neon/sdk 6.1.2, and the reference of later in 2026: \"always returns 0\""}}};

inline constexpr Variant kProjectCounters{
    "neon.project_counters",
    "What do compute_time_seconds and data_transfer_bytes of GET /projects/{project_id} show on "
    "paid plans?",
    {{"zero_on_paid",
      "clients of Launch and of organizations read 0 there, 2026, and turn to the consumption "
      "history"},
     {"counted",
      "OpenAPI file 2.7.2, Project: counters of every project that are reset at the beginning of "
      "each billing period"}}};

inline constexpr Variant kWwwAuthenticate = www_authenticate_variant("neon.www_authenticate");

inline constexpr std::array<Variant, 18> kVariants{
    kMetricsFilter,    kPlanMessage,     kRangeOrder,     kOrgId,       kDeprecationHeaders,
    kZeroBuckets,      kUnknownMetric,   kRetryAfter,     kBytesMonth,  kLastPage,
    kMetricOrder,      kZeroMetrics,     kWindowEdge,     kFutureRange, kLegacyAccess,
    kSyntheticStorage, kProjectCounters, kWwwAuthenticate};

}  // namespace mockmeter::neon
