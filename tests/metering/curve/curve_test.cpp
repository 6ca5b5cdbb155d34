#include "server/metering/curve/curve.h"

#include <gtest/gtest.h>

#include "tests/metering/curve/any_curve.h"

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

Curve office(std::uint64_t seed = 1, std::string_view key = "k") {
  return Curve(
      seed, key,
      {.per_hour = 5'000, .load_profile = LoadProfile::kOffice, .active = {kYear.from, kLatest}});
}

TEST(Curve, IsZeroByDefault) {
  EXPECT_EQ(Curve().at(kMonday), 0);
  EXPECT_EQ(Curve().at(kLatest), 0);
}

TEST(Curve, NeverDecreasesAndItsPartsAddUp) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const CurveShape shape = any_shape(i);
    const Curve curve(i, "k", shape);
    const std::vector<Instant> instants = any_instants(i, 40);
    std::int64_t sum = 0;
    for (std::size_t k = 1; k < instants.size(); ++k) {
      const std::int64_t part = curve.between(instants[k - 1], instants[k]);
      ASSERT_GE(part, 0) << i;
      sum += part;
    }
    ASSERT_EQ(sum, curve.between(instants.front(), instants.back())) << i;
    ASSERT_EQ(curve.between(instants.back(), instants.front()), 0);
  }
}

TEST(Curve, NeverDecreasesFromSecondToSecond) {
  for (const LoadProfile load_profile : kLoadProfiles) {
    const Curve curve(3, "k",
                      {.per_hour = 40'000,
                       .growth_per_mille = 5,
                       .load_profile = load_profile,
                       .active = {kMonday, kLatest}});
    std::int64_t before = curve.at(kMonday);
    for (std::int64_t s = 1; s < 200'000; ++s) {
      const std::int64_t now = curve.at(kMonday + seconds{s});
      ASSERT_GE(now, before);
      ASSERT_LE(now - before, 40'000 * 4 * 3 * 2 / 3'600);
      before = now;
    }
  }
}

TEST(Curve, IsFlatOutsideItsLifeAndStartsAtItsLevel) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const CurveShape shape = any_shape(i);
    const Curve curve(i, "k", shape);
    ASSERT_EQ(curve.at(shape.active.from), shape.level) << i;
    ASSERT_EQ(curve.at(kEarliest), shape.level) << i;
    ASSERT_EQ(curve.at(kLatest), curve.at(shape.active.to)) << i;
  }
}

TEST(Curve, CursorReadsTheSameValues) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const CurveShape shape = any_shape(i);
    const Window window{shape.active.from + days{3}, shape.active.from + days{5}};
    const Curve curve(i, "k", shape, {{window, draw(i, 8, 100'000)}});
    Curve::Cursor cursor(curve);
    std::vector<Instant> instants = any_instants(i, 30);
    for (int step = 0; step < 200; ++step) instants.push_back(window.from + minutes{17 * step});
    instants.insert(instants.end(), 2, instants.front());
    for (const Instant t : instants) ASSERT_EQ(cursor.at(t), curve.at(t)) << i;
  }
}

TEST(Curve, FirstWeekCarriesTheMeanRate) {
  for (const LoadProfile load_profile : kLoadProfiles) {
    const Curve curve(
        5, "k", {.per_hour = 10'000, .load_profile = load_profile, .active = {kMonday, kLatest}});
    // Noise may shift at most one large cell's worth: 64 mean hours times its height.
    const std::int64_t week = curve.between(kMonday, kMonday + days{7});
    EXPECT_NEAR(static_cast<double>(week), 1'680'000, 64 * 10'000 * 0.35);
    const std::int64_t years = curve.between(kMonday, kMonday + days{7 * 1'000});
    EXPECT_NEAR(static_cast<double>(years), 1'680'000'000, 64 * 10'000 * 0.35);
  }
}

TEST(Curve, GrowsLinearlyByTheWeek) {
  const Curve curve(5, "k",
                    {.per_hour = 10'000, .growth_per_mille = 100, .active = {kMonday, kLatest}});
  const auto week = [&](int n) {
    return static_cast<double>(curve.between(kMonday + days{7 * n}, kMonday + days{7 * n + 7}));
  };
  EXPECT_NEAR(week(100) / 1'680'000, 11, 0.5);
  EXPECT_NEAR(week(200) / 1'680'000, 21, 0.5);
  EXPECT_NEAR(week(300) / week(100), 31.0 / 11, 0.1);
}

TEST(Curve, StopsToGrowAfterItsWeeks) {
  const CurveShape forever{
      .per_hour = 10'000, .growth_per_mille = 100, .active = {kMonday, kLatest}};
  CurveShape ending = forever;
  ending.growth_weeks = 100;
  const Curve curve(5, "k", ending);
  const Curve unending(5, "k", forever);
  const auto week = [&](int n) {
    return static_cast<double>(curve.between(kMonday + days{7 * n}, kMonday + days{7 * n + 7}));
  };
  for (const int n : {0, 1, 50, 100}) {
    const Instant end = kMonday + days{7 * n + 7};
    EXPECT_EQ(curve.at(end), unending.at(end)) << "the same until then: " << n;
  }
  EXPECT_NEAR(week(101) / 1'680'000, 11, 0.5);
  EXPECT_NEAR(week(1'000) / 1'680'000, 11, 0.5);
  ending.growth_weeks = 0;
  EXPECT_EQ(
      Curve(5, "k", ending).at(kMonday + days{700}),
      Curve(5, "k", {.per_hour = 10'000, .active = {kMonday, kLatest}}).at(kMonday + days{700}));
}

TEST(Curve, SleepsFromTenToSix) {
  const Curve curve(7, "k", {.per_hour = 900'000, .load_profile = LoadProfile::kIdleAtNight});
  for (int day = 0; day < 400; ++day) {
    const Instant evening = kMonday + days{day} + hours{22};
    ASSERT_EQ(curve.between(evening, evening + hours{8}), 0) << day;
    ASSERT_GT(curve.between(evening + hours{8}, evening + hours{24}), 0) << day;
  }
}

TEST(Curve, LooksLikeTraffic) {
  const Curve curve = office();
  std::int64_t night = 0, noon = 0, sunday = 0, wednesday = 0;
  for (int week = 0; week < 10; ++week) {
    const Instant monday = kMonday + days{7 * week};
    for (int day = 0; day < 5; ++day) {
      night += curve.between(monday + days{day} + hours{1}, monday + days{day} + hours{4});
      noon += curve.between(monday + days{day} + hours{9}, monday + days{day} + hours{12});
    }
    wednesday += curve.between(monday + days{2}, monday + days{3});
    sunday += curve.between(monday + days{6}, monday + days{7});
  }
  EXPECT_GT(noon, 10 * night);
  EXPECT_GT(night, 0);
  EXPECT_GT(wednesday, 3 * sunday);
}

TEST(Curve, TheSameHourDiffersFromWeekToWeek) {
  const Curve curve = office();
  std::vector<std::int64_t> tens;
  for (int week = 0; week < 20; ++week) {
    const Instant ten = kMonday + days{7 * week} + hours{10};
    tens.push_back(curve.between(ten, ten + hours{1}));
  }
  const auto [least, most] = std::minmax_element(tens.begin(), tens.end());
  EXPECT_GT(*most, *least + *least / 5);
  EXPECT_LT(*most, *least * 6);
}

TEST(Curve, DependsOnSeedAndKey) {
  const auto week = [](const Curve& curve) {
    std::vector<std::int64_t> values;
    for (int hour = 0; hour < 168; ++hour) values.push_back(curve.at(kMonday + hours{hour}));
    return values;
  };
  EXPECT_EQ(week(office(1, "k")), week(office(1, "k")));
  EXPECT_NE(week(office(1, "k")), week(office(2, "k")));
  EXPECT_NE(week(office(1, "k")), week(office(1, "l")));
}

TEST(Curve, SumsDoNotDependOnTheBuckets) {
  const Curve curve = office();
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const Instant from = floor_to(kMonday + hours{draw(i, 1, 3'000)}, Granularity::kDay);
    const Window window{from, from + days{1 + draw(i, 2, 5)}};
    for (const Granularity granularity : {Granularity::kHour, Granularity::kDay}) {
      std::int64_t sum = 0;
      for (const Window bucket : buckets_touching(window, granularity)) sum += curve.in(bucket);
      ASSERT_EQ(sum, curve.in(window));
    }
  }
}

TEST(Curve, DoesNotChangeWithTheEndOfItsLife) {
  CurveShape shape{
      .per_hour = 777, .load_profile = LoadProfile::kConsumer, .active = {kYear.from, kLatest}};
  const Curve longer(1, "k", shape);
  shape.active.to = kMonday;
  const Curve shorter(1, "k", shape);
  EXPECT_EQ(shorter.at(kMonday - days{3}), longer.at(kMonday - days{3}));
  EXPECT_EQ(shorter.at(kMonday + days{3}), longer.at(kMonday));
}

TEST(Curve, CountsWholeSecondsRoundedDown) {
  const Curve curve(1, "k", {.per_hour = 1'000'000'000});
  EXPECT_EQ(curve.at(kMonday + std::chrono::nanoseconds{999'999'999}), curve.at(kMonday));
  EXPECT_GT(curve.at(kMonday + seconds{1}), curve.at(kMonday));
}

TEST(Curve, KeepsItsBytes) {
  // Made by this code; a change here changes every response of every world.
  const Curve curve(1, "neon/project-a/active_time_seconds",
                    {.per_hour = 5'000,
                     .growth_per_mille = 12,
                     .load_profile = LoadProfile::kConsumer,
                     .active = {kYear.from, kLatest},
                     .level = 17});
  EXPECT_EQ(curve.at(at("2025-12-24T18:00:00Z")), 6'389'549);
  EXPECT_EQ(curve.at(at("2026-05-20T12:00:00Z")), 27'639'165);
  EXPECT_EQ(curve.at(at("2126-05-20T12:34:56Z")), 143'085'644'336);
}

TEST(Curve, SaturatesInsteadOfOverflowing) {
  const Curve curve(1, "k",
                    {.per_hour = kMaxInt64, .growth_per_mille = 1'000'000, .level = kMaxInt64});
  EXPECT_EQ(curve.at(kEarliest), kMaxInt64);
  EXPECT_EQ(curve.at(kLatest), kMaxInt64);
  const Curve large(1, "k", {.per_hour = kMaxInt64 / 2, .growth_per_mille = 1'000'000});
  EXPECT_EQ(large.at(kEarliest), 0);
  EXPECT_GT(large.at(kEarliest + hours{1}), kMaxInt64 / 10);
  EXPECT_EQ(large.at(kEarliest + days{30}), kMaxInt64);
  EXPECT_EQ(large.at(kLatest), kMaxInt64);
}

TEST(Curve, CountsByteHoursForCenturies) {
  constexpr std::int64_t kPerHour = 1'000'000'000'000;
  const Curve curve(1, "k", {.per_hour = kPerHour, .active = {kMonday, kLatest}});
  const auto century = static_cast<double>(curve.between(kMonday, kMonday + days{36'525}));
  EXPECT_NEAR(century / static_cast<double>(kPerHour), 36'525 * 24, 64);
}

}  // namespace
}  // namespace mockmeter
