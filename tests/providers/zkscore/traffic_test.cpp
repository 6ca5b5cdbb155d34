#include "server/providers/zkscore/traffic.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/providers/zkscore/traffic_hour.h"

namespace mockmeter::zkscore {
namespace {

constexpr std::int64_t kFullHour = 10'000;

TrafficProfile make_profile() {
  return {.endpoints = {{"GET", "/a", 3, 100, 1000}, {"POST", "/b", 1, 400, 500}},
          .statuses = {{200, 95}, {404, 3}, {500, 2}}};
}

std::shared_ptr<const KeyTraffic> traffic_of(const TrafficProfile& profile,
                                             std::string_view name = "test") {
  return make_traffic(1, name, std::make_shared<TrafficProfile>(profile), kFullHour);
}

UsageParts parts_between(const TrafficHour& hour, const TrafficProfile& profile, EventRange part) {
  UsageParts parts(profile);
  hour.add_to(parts, part);
  return parts;
}

std::int64_t sum_of_statuses(const UsageParts& parts, const TrafficProfile& profile,
                             bool failures) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < profile.statuses.size(); ++i) {
    EXPECT_GE(parts.by_status[i], 0);
    if (is_failure(profile.statuses[i].status) == failures) sum += parts.by_status[i];
  }
  return sum;
}

TEST(TrafficHour, EndpointsAndStatusesAddUpToEveryPart) {
  const TrafficProfile profile = make_profile();
  const auto traffic = traffic_of(profile);
  for (const std::int64_t begin : {0, 5, 1008, 123'456}) {
    const TrafficHour hour(*traffic, 400'000 + begin, {begin, begin + 6'000});
    for (const std::int64_t first : {0, 1, 800}) {
      for (const std::int64_t length : {0, 1, 17, 1009, 5000}) {
        const EventRange part{begin + first, begin + first + length};
        const UsageParts parts = parts_between(hour, profile, part);
        const UsageTotals total = parts.total();
        EXPECT_EQ(total.requests, length);
        EXPECT_EQ(sum_of_statuses(parts, profile, true), total.failed);
        EXPECT_EQ(sum_of_statuses(parts, profile, false), length - total.failed);
        const UsageTotals direct = hour.total(part);
        EXPECT_EQ(direct.failed, total.failed);
        EXPECT_EQ(direct.latency_ms, total.latency_ms);
        EXPECT_EQ(direct.bytes, total.bytes);
        EXPECT_EQ(parts.peak_latency_ms, hour.peak_latency_ms(part));
        EXPECT_GE(parts.peak_latency_ms * length, total.latency_ms) << "a peak above the mean";
      }
    }
  }
}

TEST(TrafficHour, OneRequestAfterTheOtherIsTheWholeHour) {
  const TrafficProfile profile = make_profile();
  const auto traffic = traffic_of(profile);
  for (std::int64_t number = 400'000; number < 400'100; ++number) {
    const EventRange whole{7'000, 7'000 + 300};
    const TrafficHour hour(*traffic, number, whole);
    UsageParts sum(profile);
    for (std::int64_t n = whole.first; n < whole.last; ++n) {
      const UsageParts one = parts_between(hour, profile, {n, n + 1});
      ASSERT_EQ(sum_of_statuses(one, profile, true), one.total().failed);
      for (const UsageTotals& each : one.by_endpoint) ASSERT_LE(each.failed, each.requests);
      sum += one;
    }
    const UsageParts all = parts_between(hour, profile, whole);
    EXPECT_EQ(sum.by_status, all.by_status);
    EXPECT_EQ(sum.total().bytes, all.total().bytes);
    EXPECT_EQ(sum.total().latency_ms, all.total().latency_ms);
    EXPECT_EQ(sum.peak_latency_ms, all.peak_latency_ms);
  }
}

/// Of a key's 2,000 hours with so many requests each.
UsageParts whole_of(const KeyTraffic& traffic, std::int64_t per_hour) {
  UsageParts sum(*traffic.profile);
  for (std::int64_t i = 0; i < 2'000; ++i) {
    const EventRange whole{i * per_hour, (i + 1) * per_hour};
    TrafficHour(traffic, 400'000 + i, whole).add_to(sum, whole);
  }
  return sum;
}

TEST(TrafficHour, KeepsAboutTheSharesOfTheWorld) {
  const TrafficProfile profile = make_profile();
  UsageTotals total;
  UsageTotals first;
  for (int key = 0; key < 60; ++key) {
    const UsageParts parts = whole_of(*traffic_of(profile, "key " + std::to_string(key)), 500);
    total += parts.total();
    first += parts.by_endpoint.front();
  }
  const auto ratio = [](std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  EXPECT_NEAR(ratio(first.requests, total.requests), 0.75, 0.05);
  EXPECT_NEAR(ratio(total.failed, total.requests), 0.05, 0.015);
  EXPECT_NEAR(ratio(first.latency_ms, first.requests), 110, 20);
  EXPECT_NEAR(ratio(first.bytes, first.requests), 950, 60);
}

TEST(TrafficHour, LoadMakesSlowerAndFailsMore) {
  const auto traffic = traffic_of(make_profile());
  const UsageTotals idle = whole_of(*traffic, kFullHour / 100).total();
  const UsageTotals full = whole_of(*traffic, kFullHour).total();
  EXPECT_GT(full.latency_ms, idle.latency_ms * 100 * 14 / 10);
  EXPECT_GT(full.failed, idle.failed * 100 * 14 / 10);
}

TEST(TrafficHour, WorldsOfFailuresOrOfSuccessesAloneWork) {
  TrafficProfile failing = make_profile();
  failing.statuses = {{404, 3}, {500, 2}};
  const UsageTotals failed = whole_of(*traffic_of(failing), 50).total();
  EXPECT_EQ(failed.failed, failed.requests);
  TrafficProfile serving = make_profile();
  serving.statuses = {{200, 1}};
  EXPECT_EQ(whole_of(*traffic_of(serving), 50).total().failed, 0);
}

}  // namespace
}  // namespace mockmeter::zkscore
