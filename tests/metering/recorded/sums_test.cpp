#include "server/metering/recorded/sums.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "tests/metering/instants.h"

namespace mockmeter::recorded_sums {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNoon = at("2026-05-20T12:00:00Z");

Window hour(int n) { return {kNoon + hours(n), kNoon + hours(n + 1)}; }

/// One each second, since noon.
std::int64_t seconds_since(Instant instant) {
  return unix_seconds(instant) - unix_seconds(kNoon - hours(10));
}
std::int64_t flat(Instant) { return 5; }

TEST(Dealt, KindsAddUpAndNeverFall) {
  const std::array<std::int64_t, 4> counts{7, 0, 12, 3};
  std::array<std::int64_t, 4> before{};
  for (std::int64_t count = 0; count <= 22; ++count) {
    std::int64_t sum = 0;
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
      const std::int64_t now = dealt(counts, kind, count);
      EXPECT_GE(now, before[kind]) << count << ' ' << kind;
      before[kind] = now;
      sum += now;
    }
    EXPECT_EQ(sum, count);
  }
  EXPECT_EQ(before, counts);
}

TEST(RecordedSums, GrowByWhatWasRecordedAndAsGeneratedElsewhere) {
  for (const auto& generated : {seconds_since, flat}) {
    const RecordedSums sums(RecordedCounter({{hour(0), 42}, {hour(2), 7'000}}), generated);
    const auto in = [&](Window window) {
      return sums.at(window.to, generated) - sums.at(window.from, generated);
    };
    EXPECT_EQ(in(hour(0)), 42);
    EXPECT_EQ(in(hour(1)), generated(hour(1).to) - generated(hour(1).from));
    EXPECT_EQ(in(hour(2)), 7'000);
    EXPECT_EQ(in(hour(3)), in(hour(1)));
    EXPECT_EQ(sums.at(kNoon, generated), generated(kNoon));
  }
}

TEST(RecordedSums, PartsOfARecordedWindowAddUpToIt) {
  for (const auto& generated : {seconds_since, flat}) {
    const RecordedSums sums(RecordedCounter({{hour(0), 1'000'003}}), generated);
    std::int64_t before = sums.at(kNoon, generated);
    for (int n = 1; n <= 60; ++n) {
      const std::int64_t now = sums.at(kNoon + minutes(n), generated);
      EXPECT_NEAR(static_cast<double>(now - before), 1'000'003 / 60.0, 1.0);
      before = now;
    }
    EXPECT_EQ(before, generated(kNoon) + 1'000'003);
  }
}

TEST(RecordedSums, TheLargestValuesDoNotOverflow) {
  constexpr std::uint64_t kHuge = 9'000'000'000'000'000'000U;
  const RecordedSums sums(RecordedCounter({{hour(0), kHuge}, {hour(1), kHuge}}), seconds_since);
  EXPECT_GT(sums.at(kNoon + hours(1), seconds_since), 0);
  EXPECT_GE(sums.at(kNoon + hours(5), seconds_since), sums.at(kNoon + hours(1), seconds_since));
}

/// Two kinds in turn.
std::int64_t every_other(std::size_t kind, std::int64_t count) {
  return (count + static_cast<std::int64_t>(kind)) / 2;
}

class Halves {
 public:
  Halves() : sums_(whole_, seconds_since), split_({&first_, &second_}, whole(), every_other) {}

  std::int64_t whole_at(Instant t) const { return sums_.at(t, seconds_since); }
  std::int64_t at(std::size_t kind, Instant t) const {
    return split_.at(kind, t, whole_at(t),
                     [kind](std::int64_t count) { return every_other(kind, count); });
  }

 private:
  std::function<std::int64_t(Instant)> whole() const {
    return [this](Instant t) { return whole_at(t); };
  }

  RecordedCounter whole_{{{hour(0), 100}, {hour(1), 0}, {hour(2), 33}}};
  RecordedCounter first_{{{hour(0), 91}, {hour(1), 0}, {hour(2), 2}}};
  RecordedCounter second_{{{hour(0), 9}, {hour(1), 0}, {hour(2), 31}}};
  RecordedSums sums_;
  RecordedSplit split_;
};

TEST(RecordedSplit, KindsAreExactAndAddUpInEveryMinute) {
  const Halves halves;
  EXPECT_EQ(halves.at(0, kNoon + hours(1)) - halves.at(0, kNoon), 91);
  EXPECT_EQ(halves.at(1, kNoon + hours(3)) - halves.at(1, kNoon + hours(2)), 31);
  for (int n = -90; n < 300; ++n) {
    const Instant from = kNoon + minutes(n);
    const Instant to = from + minutes(1);
    const std::int64_t first = halves.at(0, to) - halves.at(0, from);
    const std::int64_t second = halves.at(1, to) - halves.at(1, from);
    EXPECT_GE(std::min(first, second), 0) << n;
    EXPECT_EQ(first + second, halves.whole_at(to) - halves.whole_at(from)) << n;
  }
}

TEST(RecordedSplit, WhatIsNotAsManyAsTheWholeStaysAsRecorded) {
  const RecordedCounter half({{hour(0), 50}});
  const RecordedSplit split({&half, nullptr}, seconds_since, every_other);
  const auto at = [&](std::size_t kind, Instant t) {
    return split.at(kind, t, seconds_since(t),
                    [kind](std::int64_t count) { return every_other(kind, count); });
  };
  EXPECT_EQ(at(0, kNoon + hours(1)) - at(0, kNoon), 50);
  EXPECT_EQ(at(1, kNoon + hours(1)) - at(1, kNoon), 0);
}

}  // namespace
}  // namespace mockmeter::recorded_sums
