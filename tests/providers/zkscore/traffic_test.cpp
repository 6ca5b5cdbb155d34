#include "server/providers/zkscore/traffic.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace mockmeter::zkscore {
namespace {

RequestMix make_traffic() {
  return {1,
          "test",
          {{"GET", "/a", 3, 100, 1000}, {"POST", "/b", 1, 400, 500}},
          {{200, 95}, {404, 3}, {500, 2}}};
}

TEST(RequestMix, EndpointsAndStatusesAddUpToEveryRange) {
  const RequestMix traffic = make_traffic();
  for (std::int64_t first : {0, 5, 1008, 123'456}) {
    for (std::int64_t length : {0, 1, 17, 1009, 5000}) {
      const std::int64_t last = first + length;
      std::int64_t requests = 0;
      std::int64_t failures = 0;
      std::int64_t failed_statuses = 0;
      std::int64_t by_status = 0;
      for (std::size_t i = 0; i < traffic.endpoints().size(); ++i) {
        requests += traffic.of_endpoint(i).requests.sum_between(first, last);
        failures += traffic.of_endpoint(i).failures.sum_between(first, last);
      }
      for (std::size_t i = 0; i < traffic.statuses().size(); ++i) {
        const std::int64_t count = traffic.of_status(i).sum_between(first, last);
        by_status += count;
        failed_statuses += is_failure(traffic.statuses()[i]) ? count : 0;
      }
      EXPECT_EQ(requests, length);
      EXPECT_EQ(by_status, length);
      EXPECT_EQ(failures, traffic.total().failures.sum_between(first, last));
      EXPECT_EQ(failed_statuses, failures);
    }
  }
}

TEST(RequestMix, KeepsTheProportionsOfTheWorld) {
  const RequestMix traffic = make_traffic();
  const std::int64_t turn = RequestMix::kCycleLength;
  EXPECT_NEAR(static_cast<double>(traffic.of_endpoint(0).requests.sum_first(turn)), turn * 0.75, 1);
  EXPECT_NEAR(static_cast<double>(traffic.total().failures.sum_first(turn)), turn * 0.05, 1);
  const double mean =
      static_cast<double>(traffic.of_endpoint(0).latency_ms.sum_first(turn)) / (turn * 0.75);
  EXPECT_NEAR(mean, 106, 8) << "one in fifty takes four times as long";
}

TEST(RequestMix, PeakIsTheSlowestOfTheRange) {
  const RequestMix traffic = make_traffic();
  EXPECT_EQ(traffic.peak_latency_ms({7, 7}), 0);
  std::int64_t slowest = 0;
  for (std::int64_t n = 1000; n < 1030; ++n) {
    slowest = std::max(slowest, traffic.total().latency_ms.sum_between(n, n + 1));
  }
  EXPECT_EQ(traffic.peak_latency_ms({1000, 1030}), slowest);
  EXPECT_EQ(traffic.peak_latency_ms({0, RequestMix::kCycleLength}),
            traffic.peak_latency_ms({500, 90'000}));
}

}  // namespace
}  // namespace mockmeter::zkscore
