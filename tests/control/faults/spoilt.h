#pragma once

#include <string>
#include <vector>

#include "server/providers/providers.h"
#include "tests/support/mock_fixture.h"

/// Responses that a fault spoils, and the same without it.
namespace mockmeter::testing {

inline constexpr const char* kPlainStats =
    "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=3h";
inline constexpr const char* kHours =
    "/api/v2/consumption_history/account?from=2026-05-20T00:00:00Z&to=2026-05-21T00:00:00Z"
    "&granularity=hourly";
inline constexpr const char* kProjectPage =
    "/api/v2/consumption_history/projects?from=2026-05-01T00:00:00Z&to=2026-05-08T00:00:00Z"
    "&granularity=daily&limit=5";
inline constexpr const char* kV2 =
    "/api/v2/consumption_history/v2/projects?from=2026-05-01T00:00:00Z&to=2026-05-08T00:00:00Z"
    "&granularity=daily&org_id=org-ocean-art-12345678&limit=2"
    "&metrics=compute_unit_seconds,root_branch_bytes_month";
inline constexpr const char* kUsageOfADay =
    "/v1/developer/usage?timeframe=24h&order=asc&sort=timestamp";

/// The response to a request that asks for the fault itself; without one when `fault` is empty.
inline Response ask(const std::string& fault, const std::string& target, Headers headers) {
  Mock mock(make_settings());
  if (!fault.empty()) headers.add("Prefer", "fault=\"" + fault + "\"");
  return get(mock, target, std::move(headers));
}

inline Response ask(const std::string& fault, const std::string& target) {
  const std::string space = target.substr(0, target.find('/', 1));
  return ask(fault, target,
             credential_of(*find_provider(space == "/v2"    ? "upstash"
                                          : space == "/api" ? "neon"
                                                            : "zkscore")));
}

inline Json json(const std::string& fault, const std::string& target) {
  return body_of(ask(fault, target));
}

/// The buckets of a series in plain and in spoilt answers.
struct SpoiltSeries {
  const char* target;
  std::string pointer;
  std::string stamp;
};
inline const std::vector<SpoiltSeries> kSeries{
    {kPlainStats, "/daily_used", "x"},
    {kPlainStats, "/daily_requests", "x"},
    {kPlainStats, "/daily_qstash_messages/0/data_points", "x"},
    {kHours, "/periods/0/consumption", "timeframe_start"},
    {kProjectPage, "/projects/3/periods/0/consumption", "timeframe_start"},
    {kV2, "/projects/1/periods/0/consumption", "timeframe_start"},
    {kUsageOfADay, "/timeSeries", "timestamp"},
};

inline Json buckets_of(const std::string& fault, const SpoiltSeries& target) {
  return json(fault, target.target).at(Json::json_pointer(target.pointer));
}

}  // namespace mockmeter::testing
