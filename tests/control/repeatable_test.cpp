// The response is a pure function of world, seed, clock and request: same bytes from two mocks, in
// any order, from any number of threads.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

constexpr std::size_t kRequests = 500;
constexpr std::size_t kThreads = 8;

template <typename T, std::size_t N>
const T& pick(std::mt19937& random, const T (&values)[N]) {
  return values[random() % N];
}

Request upstash_request(std::mt19937& random) {
  constexpr const char* kIds[] = {"99a4c327-31f0-490f-a594-043ade84085a",
                                  "2b1f7c58-6f0e-4f2e-9d59-8f6d1f0a7c11"};
  constexpr const char* kPeriods[] = {"1h", "3h", "12h", "1d", "3d", "7d", "30d"};
  return make_request(
      "GET",
      std::string("/v2/qstash/stats/") + pick(random, kIds) + "?period=" + pick(random, kPeriods),
      kUpstashKey);
}

Request neon_request(std::mt19937& random) {
  constexpr const char* kPaths[] = {"account", "projects"};
  constexpr const char* kTokens[] = {"napi_scale", "napi_business", "napi_enterprise"};
  const int from = 1 + static_cast<int>(random() % 15);
  const auto day = [](int d) { return (d < 10 ? "0" : "") + std::to_string(d); };
  return make_request("GET",
                      std::string("/api/v2/consumption_history/") + pick(random, kPaths) +
                          "?granularity=daily&from=2026-05-" + day(from) +
                          "T00:00:00Z&to=2026-05-" +
                          day(from + 1 + static_cast<int>(random() % 5)) + "T00:00:00Z",
                      bearer(pick(random, kTokens)));
}

Request zkscore_request(std::mt19937& random) {
  constexpr const char* kTimeframes[] = {"1h", "24h", "7d", "30d"};
  constexpr const char* kGranularities[] = {"minute", "hour", "day", "week", "month"};
  constexpr const char* kTokens[] = {"zk_test_free", "zk_test_starter", "zk_test_professional",
                                     "zk_test_enterprise"};
  return make_request("GET",
                      std::string("/v1/developer/usage?timeframe=") + pick(random, kTimeframes) +
                          "&granularity=" + pick(random, kGranularities) +
                          "&offset=" + std::to_string(random() % 5),
                      bearer(pick(random, kTokens)));
}

std::vector<Request> random_requests() {
  constexpr Request (*kMakers[])(std::mt19937&) = {upstash_request, neon_request, zkscore_request};
  std::mt19937 random(20260520);
  std::vector<Request> requests;
  for (std::size_t i = 0; i < kRequests; ++i) requests.push_back(pick(random, kMakers)(random));
  return requests;
}

/// Every `stride`-th index from `first` on, in an order of its own.
std::vector<std::size_t> shuffled_share(std::size_t first, std::size_t stride, std::size_t count) {
  std::vector<std::size_t> share;
  for (std::size_t i = first; i < count; i += stride) share.push_back(i);
  std::shuffle(share.begin(), share.end(), std::mt19937(static_cast<unsigned>(first)));
  return share;
}

/// The bodies in the order of `requests`, asked from `threads` threads in different orders.
std::vector<std::string> bodies(const std::vector<Request>& requests, std::uint64_t seed,
                                std::size_t threads) {
  Mock mock(make_settings({.seed = seed}));
  std::vector<std::string> responses(requests.size());
  std::vector<std::thread> workers;
  for (std::size_t t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (const std::size_t i : shuffled_share(t, threads, requests.size())) {
        responses[i] = mock.handle(requests[i]).body;
      }
    });
  }
  for (auto& worker : workers) worker.join();
  return responses;
}

TEST(Repeatable, SameBytesInAnyOrderFromAnyNumberOfThreads) {
  const auto requests = random_requests();
  const auto alone = bodies(requests, 1, 1);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    EXPECT_EQ(alone[i].find("rror\":\""), std::string::npos) << requests[i].target << alone[i];
  }
  EXPECT_EQ(alone, bodies(requests, 1, kThreads));
}

TEST(Repeatable, AnotherSeedGivesOtherNumbers) {
  const auto requests = random_requests();
  const auto one = bodies(requests, 1, kThreads);
  const auto other = bodies(requests, 2, kThreads);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    // What lies before an account's upgrade has no numbers that could differ.
    const bool is_empty = one[i].find(R"("periods":[])") != std::string::npos;
    if (one[i] == other[i] && !is_empty) {
      ADD_FAILURE() << requests[i].target << "\n" << one[i].substr(0, 300);
    }
  }
}

}  // namespace
}  // namespace mockmeter::testing
