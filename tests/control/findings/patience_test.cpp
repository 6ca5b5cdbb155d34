// retry-after and no-backoff: what a client does after it was refused, by clocks that a test sets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/catalog.h"
#include "server/control/findings/findings.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr const char* kUsage = "/v1/developer/usage";

/// One request of a made-up client.
struct Step {
  std::chrono::milliseconds at{0};  // by the machine's clock
  int status = 200;
  const char* retry_after = nullptr;
  const char* target = kUsage;
  const char* key = "zk_a";
  std::chrono::milliseconds advanced{0};  // the mock's clock, so far
  std::chrono::milliseconds shown{0};     // by the mock's clock
};

JournalEntry entry_of(const Step& step, std::uint64_t number) {
  Response response = json_response(step.status, "{}");
  if (step.retry_after != nullptr) response.headers.add("Retry-After", step.retry_after);
  const Request request{
      "GET", step.target, {{"Authorization", std::string("Bearer ") + step.key}}, ""};
  return {number, Instant{} + step.shown, step.at, step.advanced,
          make_record(request, {}, find_operation("zkscore.get_usage"), response, SecretLabels())};
}

/// The numbers, from 1, of the requests that show `kind`.
std::vector<std::uint64_t> sighted(std::string_view kind, const std::vector<Step>& steps) {
  std::vector<JournalEntry> entries;
  for (const Step& step : steps) entries.push_back(entry_of(step, entries.size() + 1));
  const World world;
  std::vector<std::uint64_t> numbers;
  for (const Occurrence& each : find_finding_rule(kind)->occurrences({entries, {}, world})) {
    numbers.push_back(each.entry->number);
  }
  return numbers;
}

TEST(RetryAfter, TheSameRequestMayNotComeEarly) {
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1900ms}}), ElementsAre(2));
  EXPECT_THAT(sighted("early-retry", {{0ms, 503, "2"}, {1ms}}), ElementsAre(2));
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {2000ms}}), IsEmpty());
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1990ms}}), IsEmpty()) << "a timer's slack";
  EXPECT_THAT(sighted("early-retry", {{0ms, 429}, {1ms}}), IsEmpty()) << "nothing was asked for";
  EXPECT_THAT(sighted("early-retry", {{0ms, 200, "2"}, {1ms}}), IsEmpty());
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "soon"}, {1ms}}), IsEmpty());
}

TEST(RetryAfter, EachRefusalIsWaitedForOnce) {
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "5"}, {100ms, 429, "5"}, {200ms}, {300ms}}),
              ElementsAre(2, 3));
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "1"}, {1s, 429, "1"}, {2s}}), IsEmpty());
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "60"}, {60s, 429, "1"}, {61s}}), IsEmpty());
}

TEST(RetryAfter, AdvancingTheClockIsWaiting) {
  // 1 s really and 1 s advanced, under a frozen clock.
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1s, 200, nullptr, kUsage, "zk_a", 1s, 1s}}),
              IsEmpty());
  // A clock that was set forward.
  EXPECT_THAT(
      sighted("early-retry", {{0ms, 429, "2"}, {1ms, 200, nullptr, kUsage, "zk_a", 0s, 2s}}),
      IsEmpty());
  // A ticking clock does not count twice.
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1s, 200, nullptr, kUsage, "zk_a", 0s, 1s}}),
              ElementsAre(2));
}

TEST(RetryAfter, AnotherRequestMustBeRefusedAsWell) {
  constexpr const char* kOther = "/v1/developer/usage?timeframe=7d";
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1s, 200, nullptr, kOther}}), IsEmpty());
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1s, 429, "1", kOther}}), ElementsAre(2));
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {90ms, 429, "2", kOther}}), IsEmpty())
      << "it was on its way";
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {3s, 429, "2", kOther}}), IsEmpty());
  EXPECT_THAT(sighted("early-retry", {{0ms, 429, "2"}, {1s, 429, "1", kUsage, "zk_b"}}), IsEmpty())
      << "another client";
}

/// Attempts at these milliseconds, all refused but the last.
std::vector<std::uint64_t> retried_at(const std::vector<std::int64_t>& times, int status = 503,
                                      const char* retry_after = nullptr) {
  std::vector<Step> steps;
  for (const std::int64_t time : times) {
    steps.push_back({std::chrono::milliseconds(time), status, retry_after});
  }
  steps.back().status = 200;
  return sighted("no-backoff", steps);
}

TEST(NoBackoff, IsThreeRetriesAfterTheSameWhile) {
  EXPECT_THAT(retried_at({0, 100, 200, 300}), ElementsAre(4));
  EXPECT_THAT(retried_at({0, 100, 200, 300, 400}), ElementsAre(4, 5));
  EXPECT_THAT(retried_at({0, 1, 2, 3}, 429), ElementsAre(4));
  EXPECT_THAT(retried_at({0, 100, 210, 330}), ElementsAre(4)) << "the machine's noise";
  EXPECT_THAT(retried_at({0, 100, 200}), IsEmpty()) << "two retries are not enough to tell";
  EXPECT_THAT(retried_at({0, 100, 200, 300}, 404), IsEmpty()) << "nothing to wait for";
}

TEST(NoBackoff, IsNoneWhereTheGapsGrowOrJitter) {
  EXPECT_THAT(retried_at({0, 100, 300, 700}), IsEmpty()) << "doubled";
  EXPECT_THAT(retried_at({0, 1, 3, 7}), IsEmpty()) << "doubled from a millisecond on";
  EXPECT_THAT(retried_at({0, 100, 300, 600}), IsEmpty()) << "linear";
  EXPECT_THAT(retried_at({0, 60, 75, 155}), IsEmpty()) << "full jitter, which may shrink";
  EXPECT_THAT(retried_at({0, 1000, 3000, 7000, 11000, 15000, 19000}), IsEmpty()) << "then capped";
  EXPECT_THAT(retried_at({0, 60'000, 120'000, 180'000}), IsEmpty()) << "a poller";
}

TEST(NoBackoff, ObeyingRetryAfterIsFine) {
  EXPECT_THAT(retried_at({0, 1000, 2000, 3000}, 429, "1"), IsEmpty());
  EXPECT_THAT(retried_at({0, 999, 1998, 2997}, 429, "1"), IsEmpty()) << "a timer's slack";
  EXPECT_THAT(retried_at({0, 500, 1000, 1500}, 429, "1"), ElementsAre(4));
}

TEST(NoBackoff, OnlyTheSameRequestIsARetry) {
  const Step a{0ms, 503};
  EXPECT_THAT(sighted("no-backoff", {a,
                                     {100ms, 503, nullptr, "/v1/developer/usage?timeframe=1h"},
                                     {200ms, 503, nullptr, "/v1/developer/usage?timeframe=7d"},
                                     {300ms, 503, nullptr, "/v1/developer/usage?timeframe=1y"}}),
              IsEmpty());
  EXPECT_THAT(sighted("no-backoff", {a,
                                     {100ms, 503, nullptr, kUsage, "zk_b"},
                                     {200ms, 503, nullptr, kUsage, "zk_c"},
                                     {300ms, 503, nullptr, kUsage, "zk_d"}}),
              IsEmpty());
  EXPECT_THAT(sighted("no-backoff", {a, {100ms}, {200ms, 503}, {300ms}, {400ms}}), IsEmpty())
      << "an answer between";
}

}  // namespace
}  // namespace mockmeter::testing
