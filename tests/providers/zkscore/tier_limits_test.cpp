// What is counted stays within what is allowed, at every time that a clock can show.

#include <gtest/gtest.h>

#include <string>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

/// All keys of an account together, so each of them as well.
void expect_within_limits(Mock& mock, const std::string& query, const char* key) {
  const Response response = ask_usage(mock, query + "&granularity=day&limit=1", key);
  if (response.status == 404) return;  // before its first request, or quiet
  const Json body = body_of(response);
  const Json& limits = body["rateLimits"]["current"];
  EXPECT_LE(body["usage"]["peakRequestsPerMinute"], limits["requestsPerMinute"]);
  EXPECT_LE(body["usage"]["peakRequestsPerHour"], limits["requestsPerHour"]);
  EXPECT_LE(body["timeSeries"][0]["requests"], limits["requestsPerDay"]);
  for (const Json& utilization : body["rateLimits"]["utilization"]) EXPECT_LE(utilization, 100);
}

TEST(TierLimits, HoldEveryBucketOfEveryYear) {
  for (int year = 2024; year < 2050; ++year) {
    const std::string clock =
        std::to_string(year) + (year % 2 == 0 ? "-05-20T12:34:56Z" : "-12-31T23:59:59Z");
    Mock mock(make_settings({.clock = clock}));
    for (const char* key : kAccountKeys) {
      SCOPED_TRACE(clock + " " + key);
      expect_within_limits(mock, "?timeframe=30d", key);
    }
  }
}

TEST(TierLimits, HoldForEverySeed) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    for (const char* clock : {"2026-11-22T12:00:00Z", "2049-12-31T23:59:59Z"}) {
      Mock mock(make_settings({.clock = clock, .seed = seed}));
      for (const char* key : kAccountKeys) {
        SCOPED_TRACE(std::to_string(seed) + " " + clock + " " + key);
        expect_within_limits(mock, "?timeframe=90d", key);
      }
    }
  }
}

/// A key with limits of its own is held to those.
TEST(TierLimits, HoldAKeyWithLimitsOfItsOwn) {
  for (const char* clock : {"2025-12-01T00:00:00Z", "2026-05-20T12:00:00Z"}) {
    Mock mock(make_settings({.clock = clock}));
    expect_within_limits(mock, "?timeframe=90d&keyId=key_pro_staging", "zk_test_professional");
  }
}

}  // namespace
}  // namespace mockmeter::zkscore
