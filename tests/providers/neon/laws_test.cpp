// The laws of the numbers, over random accounts, seeds and ranges.

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "server/providers/neon/amounts.h"
#include "tests/providers/neon/asking.h"

namespace mockmeter::neon {
namespace {

using mockmeter::testing::make_settings;
using std::chrono::hours;
using std::chrono::seconds;

constexpr int kRounds = 1000;
const MetricSet kEvery(0xff);

struct Sample {
  const Account* account;
  Window range;  ///< whole seconds, up to 40 days, not always aligned
  Instant now;
};

/// Random accounts of the default world under several seeds, and random ranges of the past.
class NeonLaws : public ::testing::Test {
 protected:
  Sample next() {
    const World& world = *worlds_[random_() % worlds_.size()];
    const auto& accounts = world.part<Part>(kName).accounts;
    const Instant now = from_unix_seconds(1'775'000'000 + pick(8'000'000));
    const Instant from = now - seconds(1 + pick(80 * 86'400));
    const Instant to = std::min(now, from + seconds(1 + pick(40 * 86'400)));
    return {&accounts[random_() % accounts.size()], {from, to}, now};
  }

  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }

 private:
  std::mt19937_64 random_{20260520};
  std::vector<std::shared_ptr<const World>> worlds_{
      make_settings({.seed = 1}).world, make_settings({.seed = 2}).world,
      make_settings({.seed = 3}).world, make_settings({.seed = 77}).world};
};

bool is_additive(const Metric& metric) { return metric.kind != MetricType::kGauge; }

void add(MetricValues& sums, const MetricValues& amounts) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums.at(i) += amounts.at(i);
}

/// Expects that the parts of `range` add up to the whole, for every additive metric.
template <std::size_t N>
void expect_parts_add_up(const Sample& sample, const std::array<Metric, N>& table,
                         Granularity granularity) {
  MetricValues sums{};
  for (const Window& bucket : buckets_touching(sample.range, granularity)) {
    add(sums, project_amounts(sample.account->projects, table, kEvery,
                              intersect(bucket, sample.range), sample.now));
  }
  const MetricValues whole =
      project_amounts(sample.account->projects, table, kEvery, sample.range, sample.now);
  for (std::size_t i = 0; i < N; ++i) {
    if (is_additive(table.at(i))) {
      ASSERT_EQ(sums.at(i), whole.at(i)) << sample.account->id << ' ' << table.at(i).name;
    }
  }
}

TEST_F(NeonLaws, HoursDaysAndMonthsAddUp) {
  for (int round = 0; round < kRounds; ++round) {
    const Sample sample = next();
    for (const Granularity g : {Granularity::kHour, Granularity::kDay, Granularity::kMonth}) {
      if (g == Granularity::kHour && round % 10 != 0) continue;  // many buckets
      expect_parts_add_up(sample, kLegacyMetrics, g);
      expect_parts_add_up(sample, kBillingMetrics, g);
    }
  }
}

TEST_F(NeonLaws, TwoPeriodsAddUpToTheWhole) {
  for (int round = 0; round < kRounds; ++round) {
    const Sample s = next();
    const auto length = std::chrono::duration_cast<seconds>(s.range.to - s.range.from).count();
    const Instant change = s.range.from + seconds(pick(length) + 1);
    if (change >= s.range.to) continue;
    MetricValues sums =
        project_amounts(s.account->projects, kLegacyMetrics, kEvery, {s.range.from, change}, s.now);
    add(sums,
        project_amounts(s.account->projects, kLegacyMetrics, kEvery, {change, s.range.to}, s.now));
    const MetricValues whole =
        project_amounts(s.account->projects, kLegacyMetrics, kEvery, s.range, s.now);
    for (std::size_t i = 0; i < kLegacyMetrics.size(); ++i) {
      if (is_additive(kLegacyMetrics.at(i))) {
        ASSERT_EQ(sums.at(i), whole.at(i)) << kLegacyMetrics.at(i).name;
      }
    }
  }
}

TEST_F(NeonLaws, BranchesMakeProjectsAndProjectsMakeAccounts) {
  for (int round = 0; round < kRounds; ++round) {
    const Sample s = next();
    MetricValues of_projects{};
    for (const Project& project : s.account->projects) {
      MetricValues of_branches{};
      for (const Branch& branch : project.branches) {
        add(of_branches, branch_amounts(branch, kLegacyMetrics, kEvery, s.range, s.now));
      }
      const MetricValues whole =
          project_amounts({&project, 1}, kLegacyMetrics, kEvery, s.range, s.now);
      ASSERT_EQ(of_branches, whole) << project.id;
      add(of_projects, whole);
    }
    ASSERT_EQ(of_projects,
              project_amounts(s.account->projects, kLegacyMetrics, kEvery, s.range, s.now));
  }
}

TEST_F(NeonLaws, NoProjectIsActiveLongerThanTime) {
  for (int round = 0; round < kRounds; ++round) {
    const Sample s = next();
    const Instant hour = floor_to(s.range.from, Granularity::kHour);
    for (const Project& project : s.account->projects) {
      const MetricValues amounts = project_amounts({&project, 1}, kLegacyMetrics, kEvery,
                                                   {hour, hour + hours(1)}, hour + hours(2));
      ASSERT_LE(amounts[0], 3600U) << project.id;
    }
  }
}

TEST_F(NeonLaws, ByteHoursAreTheLevelsOfTheHours) {
  for (int round = 0; round < kRounds / 10; ++round) {
    const Sample s = next();
    const Instant from = floor_to(s.range.from, Granularity::kHour);
    std::uint64_t levels = 0;
    for (int h = 1; h <= 24; ++h) {
      levels += project_amounts(s.account->projects, kLegacyMetrics, kEvery,
                                {from, from + hours(h)}, kLatest)[3];
    }
    EXPECT_EQ(levels, project_amounts(s.account->projects, kLegacyMetrics, kEvery,
                                      {from, from + hours(24)}, kLatest)[kDataStorageBytesHour]);
  }
}

}  // namespace
}  // namespace mockmeter::neon
