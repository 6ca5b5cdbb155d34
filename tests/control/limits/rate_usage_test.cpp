#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "server/control/limits/rate_limiter.h"

namespace mockmeter {
namespace {

using namespace std::chrono_literals;

const RateLimit kTwo{.key = "a", .per_minute = 2};
const RateLimit kBucket{.key = "a", .per_minute = 50, .is_token_bucket = true};

Allowance take_all(RateUsage& usage, const RateLimit& limit, std::chrono::nanoseconds now) {
  Allowance last;
  for (std::int64_t i = 0; i < limit.per_minute; ++i) {
    last = take(usage, limit, now);
    EXPECT_TRUE(last.granted) << i;
  }
  return last;
}

TEST(RateUsage, GrantsWhatIsAllowedAndNoMore) {
  RateUsage usage;
  EXPECT_EQ(take(usage, kTwo, 1s).remaining, 1);
  const Allowance last = take(usage, kTwo, 2s);
  EXPECT_TRUE(last.granted);
  EXPECT_EQ(last.remaining, 0);
  const Allowance refused = take(usage, kTwo, 3s);
  EXPECT_FALSE(refused.granted);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.until_next, 58s);
}

TEST(RateUsage, AWindowLastsAMinuteFromItsFirstCall) {
  RateUsage usage;
  EXPECT_EQ(take(usage, kTwo, 50s).until_reset, 60s);
  EXPECT_EQ(take(usage, kTwo, 109s).until_reset, 1s);
  EXPECT_FALSE(take(usage, kTwo, 110s - 1ns).granted);
  const Allowance anew = take(usage, kTwo, 110s);
  EXPECT_TRUE(anew.granted);
  EXPECT_EQ(anew.remaining, 1);
}

TEST(RateUsage, WaitingAsLongAsItSaysIsEnough) {
  for (const RateLimit& limit : {kTwo, kBucket}) {
    RateUsage usage;
    take_all(usage, limit, 0s);
    const Allowance refused = take(usage, limit, 150ms);
    ASSERT_FALSE(refused.granted);
    EXPECT_FALSE(take(usage, limit, 150ms + refused.until_next - 1s).granted);
    EXPECT_TRUE(take(usage, limit, 150ms + refused.until_next).granted);
  }
}

TEST(RateUsage, LookingCountsNothing) {
  RateUsage usage;
  EXPECT_EQ(look(usage, kTwo, 0s).remaining, 2);
  EXPECT_EQ(look(usage, kTwo, 0s).remaining, 2);
  take(usage, kTwo, 0s);
  const Allowance left = look(usage, kTwo, 10s);
  EXPECT_EQ(left.remaining, 1);
  EXPECT_EQ(left.until_reset, 50s);
}

TEST(RateUsage, TheDayRefusesWhatTheMinuteWouldGrant) {
  const RateLimit limit{.key = "a", .per_minute = 2, .per_day = 3};
  RateUsage usage;
  take(usage, limit, 0s);
  EXPECT_EQ(take(usage, limit, 0s).remaining, 0);
  EXPECT_EQ(take(usage, limit, 0s).until_next, 60s) << "the minute, of which nothing is left";
  const Allowance third = take(usage, limit, 60s);
  EXPECT_TRUE(third.granted);
  EXPECT_EQ(third.remaining, 0) << "none today";
  const Allowance refused = take(usage, limit, 120s);
  EXPECT_FALSE(refused.granted);
  EXPECT_EQ(refused.until_next, 24h - 120s);
  EXPECT_TRUE(take(usage, limit, 24h).granted);
}

TEST(RateUsage, ARefusedCallCostsNothing) {
  const RateLimit limit{.key = "a", .per_minute = 1, .per_day = 2};
  RateUsage usage;
  take(usage, limit, 0s);
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(take(usage, limit, 1s).granted);
  EXPECT_TRUE(take(usage, limit, 60s).granted);
}

TEST(RateUsage, ABucketGivesItsTokensBackOneByOne) {
  RateUsage usage;
  EXPECT_EQ(take_all(usage, kBucket, 5s).remaining, 0);
  const Allowance refused = take(usage, kBucket, 5s);
  EXPECT_FALSE(refused.granted);
  EXPECT_EQ(refused.until_next, 2s) << "1.2 s, rounded up";
  EXPECT_FALSE(take(usage, kBucket, 6199ms).granted);
  EXPECT_TRUE(take(usage, kBucket, 6200ms).granted);
  EXPECT_FALSE(take(usage, kBucket, 6200ms).granted);
  EXPECT_EQ(look(usage, kBucket, 6200ms + 12s).remaining, 10);
  EXPECT_EQ(look(usage, kBucket, 1h).remaining, 50) << "never more than it holds";
}

TEST(RateUsage, ABucketHoldsWhatItsRateDoesNotDivide) {
  const RateLimit seven{.key = "a", .per_minute = 7, .is_token_bucket = true};
  RateUsage usage;
  take_all(usage, seven, 0s);
  EXPECT_FALSE(take(usage, seven, 0s).granted);
}

TEST(RateUsage, ACallThatReadTheClockEarlierIsCountedInTheSameWindow) {
  RateUsage usage;
  take(usage, kTwo, 10s);
  const Allowance second = take(usage, kTwo, 10s - 3us);
  EXPECT_EQ(second.remaining, 0);
  EXPECT_EQ(second.until_reset, 60s);
}

TEST(RateLimiter, KeepsKeysApartAndForgetsOnReset) {
  RateLimiter limiter;
  EXPECT_EQ(limiter.take(kTwo, 0s).remaining, 1);
  EXPECT_EQ(limiter.take({.key = "b", .per_minute = 2}, 0s).remaining, 1);
  EXPECT_EQ(limiter.look(kTwo, 0s).remaining, 1);
  limiter.reset();
  EXPECT_EQ(limiter.look(kTwo, 0s).remaining, 2);
}

TEST(RateUsage, ComesBackFromItsText) {
  EXPECT_EQ(usage_text({}), "");
  RateUsage usage;
  take(usage, {.key = "a", .per_minute = 2, .per_day = 9}, 7s);
  usage.full_at = 5s;
  const RateUsage again = read_usage(usage_text(usage));
  EXPECT_EQ(again.minute.began, usage.minute.began);
  EXPECT_EQ(again.minute.calls, 1);
  EXPECT_EQ(again.day.began, 7s);
  EXPECT_EQ(again.day.calls, 1);
  EXPECT_EQ(again.full_at, 5s);
  EXPECT_EQ(usage_text(read_usage("")), "");
}

/// What several limiters share.
RateLimiter::Exchange shared_by(std::map<std::string, std::string>& kept) {
  return [&kept](const std::string& key, std::string& seen, const std::string& next) {
    const bool is_same = kept[key] == seen;
    is_same ? kept[key] = next : seen = kept[key];
    return is_same;
  };
}

TEST(RateLimiter, CountsTogetherWithOthers) {
  std::map<std::string, std::string> kept;
  RateLimiter first;
  RateLimiter second;
  first.share(shared_by(kept));
  second.share(shared_by(kept));
  EXPECT_EQ(first.take(kTwo, 1s).remaining, 1);
  EXPECT_EQ(second.take(kTwo, 2s).remaining, 0);
  EXPECT_FALSE(first.take(kTwo, 3s).granted);
  EXPECT_EQ(second.look(kTwo, 3s).remaining, 0);
  EXPECT_TRUE(first.take(kTwo, 62s).granted);
}

TEST(RateLimiter, LooksAtWhatItKnowsWhenTheOthersCannotBeAsked) {
  RateLimiter limiter;
  limiter.share([](const std::string&, std::string&, const std::string&) -> bool {
    throw std::runtime_error("away");
  });
  EXPECT_EQ(limiter.look(kTwo, 1s).remaining, 2);
  EXPECT_THROW(limiter.take(kTwo, 1s), std::runtime_error);
}

}  // namespace
}  // namespace mockmeter
