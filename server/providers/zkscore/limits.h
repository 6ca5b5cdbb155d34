#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mockmeter::zkscore {

/// How many requests are allowed; `burst` at once.
struct Limits {
  std::int64_t per_minute = 0;
  std::int64_t per_hour = 0;
  std::int64_t per_day = 0;
  std::int64_t burst = 0;
};

struct LimitMember {
  const char* name;  ///< as the pages write it
  std::int64_t Limits::*limit;
};
inline constexpr std::array<LimitMember, 4> kLimitMembers{{
    {"requestsPerMinute", &Limits::per_minute},
    {"requestsPerHour", &Limits::per_hour},
    {"requestsPerDay", &Limits::per_day},
    {"burstLimit", &Limits::burst},
}};

struct Tier {
  std::string_view name;
  std::optional<Limits> limits;  ///< empty: custom, so the world says it
};

/// Source: get-usage, Rate Limits, "Free tier: 60 requests per minute"; days: introduction.
/// Inferred: the hours are borrowed from the rate-limits page, whose minutes and days agree.
/// Choice: the burst is undocumented; it is a minute's worth.
inline constexpr std::array<Tier, 4> kTiers{{
    {"free", Limits{60, 1'000, 10'000, 60}},
    {"starter", Limits{300, 10'000, 100'000, 300}},
    {"professional", Limits{1'000, 50'000, 1'000'000, 1'000}},
    {"enterprise", std::nullopt},
}};

}  // namespace mockmeter::zkscore
