#include <gtest/gtest.h>

#include "tests/metering/curve/any_curve.h"

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(CurveOverride, GivesTheExactIncreaseAndLeavesThePastAlone) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    CurveShape shape = any_shape(i);
    shape.per_hour = 1 + draw(i, 20, 1'000'000);  // far from saturation
    shape.active.to = kLatest;
    const Instant first = shape.active.from + seconds{draw(i, 21, 86'400 * 20)};
    const Instant second = first + seconds{1 + draw(i, 22, 86'400 * 3)};
    const Instant third = second + seconds{draw(i, 23, 86'400 * 9)};
    const Instant fourth = third + seconds{1 + draw(i, 24, 86'400 * 3)};
    const std::int64_t a = draw(i, 25, 1'000'000);
    const std::int64_t b = draw(i, 26, 4) * 100'000;
    const Curve plain(i, "k", shape);
    const Curve changed(i, "k", shape, {{{first, second}, a}, {{third, fourth}, b}});
    ASSERT_EQ(changed.between(first, second), a) << i;
    ASSERT_EQ(changed.between(third, fourth), b) << i;
    ASSERT_EQ(changed.at(first), plain.at(first)) << i;
    ASSERT_EQ(changed.at(first - hours{5}), plain.at(first - hours{5})) << i;
    ASSERT_EQ(changed.between(second, third), plain.between(second, third)) << i;
    ASSERT_EQ(changed.between(fourth, kYear.to), plain.between(fourth, kYear.to)) << i;
    std::int64_t before = changed.at(first);
    for (int step = 1; step <= 100; ++step) {
      const std::int64_t now = changed.at(first + minutes{97 * step});
      ASSERT_GE(now, before) << i;
      before = now;
    }
  }
}

TEST(CurveOverride, KeepsTheShapeInsideItsWindow) {
  const Instant monday = kMonday;
  const CurveShape shape{.per_hour = 5'000, .load_profile = LoadProfile::kIdleAtNight};
  const Curve curve(1, "k", shape, {{{monday, monday + days{1}}, 1'000'000}});
  EXPECT_EQ(curve.between(monday, monday + hours{6}), 0);
  EXPECT_EQ(curve.between(monday + hours{6}, monday + hours{22}), 1'000'000);
}

TEST(CurveOverride, SpreadsEvenlyWhereNothingFlows) {
  const Instant midnight = kMonday;
  const CurveShape shape{.per_hour = 5'000, .load_profile = LoadProfile::kIdleAtNight};
  const Curve curve(1, "k", shape, {{{midnight, midnight + hours{4}}, 400}});
  for (int hour = 0; hour < 4; ++hour) {
    EXPECT_EQ(curve.between(midnight + hours{hour}, midnight + hours{hour + 1}), 100);
  }
}

TEST(CurveOverride, IsClippedToTheLifeOfTheCurve) {
  const CurveShape shape{.per_hour = 10, .active = {kMonday, kMonday + days{9}}, .level = 5};
  const Window around{kMonday - days{2}, kMonday + days{1}};
  const Curve curve(1, "k", shape, {{around, 70}});
  EXPECT_EQ(curve.at(kMonday), 5);
  EXPECT_EQ(curve.at(kMonday + days{1}), 75);
  const Curve outside(1, "k", shape, {{{kMonday - days{2}, kMonday - days{1}}, 70}});
  EXPECT_EQ(outside.at(kMonday + days{9}), Curve(1, "k", shape).at(kMonday + days{9}));
}

TEST(CurveOverride, SaturatesToo) {
  const CurveShape shape{.per_hour = 10, .level = 100};
  const Curve curve(1, "k", shape, {{{kMonday, kMonday + days{1}}, kMaxInt64}});
  EXPECT_EQ(curve.at(kMonday + days{1}), kMaxInt64);
  EXPECT_EQ(curve.at(kLatest), kMaxInt64);
}

}  // namespace
}  // namespace mockmeter
