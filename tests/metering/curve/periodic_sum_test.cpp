#include "server/metering/curve/periodic_sum.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/metering/hash.h"

namespace mockmeter {
namespace {

using Weights = std::vector<std::int64_t>;

std::int64_t count(const std::vector<std::uint16_t>& kinds, std::uint16_t kind) {
  return std::count(kinds.begin(), kinds.end(), kind);
}

TEST(PeriodicSum, SumsWholeAndBrokenTurns) {
  const PeriodicSum cycle(Weights{5, 0, 2});
  const std::int64_t expected[] = {0, 5, 5, 7, 12, 12, 14, 19};
  for (std::int64_t n = 0; n < 8; ++n) EXPECT_EQ(cycle.sum_first(n), expected[n]) << n;
  EXPECT_EQ(cycle.sum_first(3'000'000'001), 7'000'000'005);
  EXPECT_EQ(cycle.sum_between(2, 4), 7);
  EXPECT_EQ(cycle.sum_between(4, 4), 0);
}

TEST(PeriodicSum, IsZeroWhenEmpty) { EXPECT_EQ(PeriodicSum().sum_first(1'000), 0); }

struct Deal {
  Weights weights;
  std::size_t length;
  Weights counts;
};

TEST(PeriodicSum, DealsByLargestRemainder) {
  const Deal cases[] = {
      {{1}, 4, {4}},
      {{1, 1}, 4, {2, 2}},
      {{50, 30, 20}, 10, {5, 3, 2}},
      {{1, 1, 1}, 10, {4, 3, 3}},
      {{47, 16, 15, 12, 6, 3}, 10, {5, 1, 1, 1, 1, 1}},
      {{3, 0, 1}, 8, {6, 0, 2}},
      {{1'000'000, 1}, 10, {9, 1}},
      {{1'000'000, 1, 1, 1}, 4, {1, 1, 1, 1}},
      {{0, 5}, 3, {0, 3}},
  };
  for (const Deal& c : cases) {
    const auto kinds = assign_kinds(1, "k", c.weights, c.length);
    EXPECT_EQ(kinds.size(), c.length);
    for (std::size_t k = 0; k < c.counts.size(); ++k) {
      EXPECT_EQ(count(kinds, static_cast<std::uint16_t>(k)), c.counts[k]) << c.length << ' ' << k;
    }
  }
}

TEST(PeriodicSum, ShufflesBySeedAndKey) {
  const Weights weights{50, 30, 20};
  const auto kinds = assign_kinds(1, "k", weights, 100);
  EXPECT_EQ(kinds, assign_kinds(1, "k", weights, 100));
  EXPECT_NE(kinds, assign_kinds(2, "k", weights, 100));
  EXPECT_NE(kinds, assign_kinds(1, "l", weights, 100));
  EXPECT_FALSE(std::is_sorted(kinds.begin(), kinds.end()));
}

TEST(PeriodicSum, SpreadsEveryKindOverEveryPlace) {
  int in_first_place = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    in_first_place += assign_kinds(seed, "k", Weights{1, 3}, 8).front() == 0 ? 1 : 0;
  }
  EXPECT_GT(in_first_place, 200);
  EXPECT_LT(in_first_place, 300);
}

TEST(PeriodicSum, PartsAddUpToTheTotalForEveryCount) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    Weights weights(1 + mix(i, 1) % 6);
    for (std::size_t k = 0; k < weights.size(); ++k) {
      weights[k] = static_cast<std::int64_t>(mix(i, k + 2) % 100);
    }
    weights.front() += 1;
    const auto kinds = assign_kinds(i, "parts", weights, 8 + mix(i, 9) % 200);
    const auto cycles = cycles_by_kind(kinds, weights.size());
    const auto n = static_cast<std::int64_t>(mix(i, 10) % 1'000'000'000'000);
    std::int64_t total = 0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const std::int64_t part = cycles[k].sum_first(n);
      ASSERT_GE(cycles[k].sum_first(n + 1), part);
      ASSERT_EQ(weights[k] > 0, cycles[k].sum_first(1'000) > 0);
      total += part;
    }
    ASSERT_EQ(total, n);
  }
}

TEST(CyclesByKind, AddUpTheValuesOfTheirEvents) {
  const std::vector<std::uint16_t> kinds{0, 1, 0, 2};
  const std::vector<std::int64_t> values{5, 7, 11, 13};
  const auto cycles = cycles_by_kind(kinds, 3, values);
  ASSERT_EQ(cycles.size(), 3U);
  EXPECT_EQ(cycles[0].sum_first(4), 16);
  EXPECT_EQ(cycles[1].sum_first(4), 7);
  EXPECT_EQ(cycles[2].sum_between(3, 8), 26);
}

}  // namespace
}  // namespace mockmeter
