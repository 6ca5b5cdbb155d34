#pragma once

#include <string>

namespace mockmeter::testing {

inline constexpr const char* kUsers = "/v2/qstash/users";

/// The hours of one day of an account.
inline constexpr const char* kAccountHours =
    "/api/v2/consumption_history/account"
    "?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly";

inline const std::string kTwoDays =
    "?from=2026-05-01T00:00:00Z&to=2026-05-03T00:00:00Z&granularity=daily";
inline const std::string kDailyProjects = "/api/v2/consumption_history/projects" + kTwoDays;

}  // namespace mockmeter::testing
