#pragma once

#include <array>

#include "server/api/challenge.h"
#include "server/metering/variants.h"

namespace mockmeter::upstash {

inline constexpr Variant kUsersSchema{
    "upstash.users_schema",
    "Which generation of QStashUser is served?",
    {{"2026-03", "OpenAPI file of 2026-03-30 and the reference page made from it: 40 fields"},
     {"2026-07",
      "OpenAPI file since 2026-07-03 (#747), made to match the server's struct: 36 fields"}}};

inline constexpr Variant kPeriod30d{
    "upstash.period_30d",
    "Is period=30d served or refused?",
    {{"documented",
      "OpenAPI file: \"for 30 days, it returns 240 datapoints with 3-hour intervals\""},
     {"observed", "neetrino/CostOps, live account, 2026-09-07: period=30d gets a 400"}}};

inline constexpr Variant kPeriodTimestamps{
    "upstash.period_timestamps",
    "How do the points of the period series print their time?",
    {{"documented",
      "stats page, examples: nanoseconds in daily_used and its siblings, milliseconds in the "
      "data_points of the messages"},
     {"millis",
      "Vector and Search pages, examples captured in 2025-10: whole minutes with \".000\""}}};

inline constexpr Variant kErrorShape{
    "upstash.error_shape",
    "What is the body of an error other than 401?",
    {{"json_string",
      "a runbook with the Terraform provider's output: response: \"database not found\""},
     {"object", "upstash/cli a276e47: the API \"returns a JSON body like {\\\"error\\\":...}\""}}};

inline constexpr Variant kLegacyRoutes{
    "upstash.legacy_routes",
    "Are /qstash/user and /qstash/stats without an id still served?",
    {{"on", "@upstash/mcp-server 0.3.0 and the Terraform provider still call /v2/qstash/user"},
     {"off", "OpenAPI file since 2026-03-05 (dc6cbb0a): the id-less paths are no longer in it"}}};

inline constexpr Variant kFixedPlanBilling{
    "upstash.fixed_plan_billing",
    "What does a fixed plan add to daily_billings and total_monthly_billing?",
    {{"daily_share",
      "stats page, total_monthly_billing: 5.806 is 180 / 31, one day of Fixed 1M in the October of "
      "2025 in which the user of the examples upgraded"},
     {"nothing",
      "stats page, daily_billings: 0; pricing page: \"a flat price\", beside messages that only "
      "pay "
      "as you go counts"}}};

inline constexpr Variant kNewestPoint{
    "upstash.newest_point",
    "Until when does the newest point count?",
    {{"whole_minute",
      "Vector page, example captured on 2025-10-23 at 18:33:05: points at whole minutes"},
     {"to_the_second", "stats page, x: \"Timestamp when measurement was taken\""}}};

inline constexpr Variant kWwwAuthenticate = www_authenticate_variant("upstash.www_authenticate");

inline constexpr std::array<Variant, 8> kVariants{kUsersSchema, kPeriod30d,      kPeriodTimestamps,
                                                  kErrorShape,  kLegacyRoutes,   kFixedPlanBilling,
                                                  kNewestPoint, kWwwAuthenticate};

}  // namespace mockmeter::upstash
