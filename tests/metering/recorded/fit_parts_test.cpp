#include "server/metering/recorded/fit_parts.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "tests/metering/instants.h"

namespace mockmeter::recorded_parts {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Instant kDay = at("2026-05-20T00:00:00Z");
const Window kWholeDay{kDay, kDay + days(1)};

Window hour(int n) { return {kDay + hours(n), kDay + hours(n + 1)}; }

/// What values say of a window, which must be made of whole ones.
std::uint64_t sum_in(const LoggedValues& values, Window window) {
  std::uint64_t sum = 0;
  for (const LoggedValue& each : values) {
    if (intersect(each.window, window).empty()) continue;
    EXPECT_EQ(intersect(each.window, window), each.window);
    sum += each.value;
  }
  return sum;
}

LoggedValues counted(const ValueLog& log) {
  LoggedConflicts conflicts;
  LoggedValues values = log.counted(conflicts);
  EXPECT_EQ(conflicts.replaced, 0U);
  return values;
}

TEST(ValueLog, KeepsADayForTheHoursThatWereNotRecorded) {
  ValueLog log;
  log.add(kWholeDay, 240, 1);
  log.add(hour(3), 10, 2);
  log.add(hour(4), 0, 3);
  const LoggedValues values = counted(log);
  ASSERT_EQ(values.size(), 4U);
  EXPECT_EQ(values[1].value, 10U);
  EXPECT_FALSE(values[1].is_derived);
  EXPECT_TRUE(values[0].is_derived);
  EXPECT_EQ(values[0].value, 31U);  // 230 x 3 / 22
  EXPECT_EQ(sum_in(values, kWholeDay), 240U);
}

TEST(ValueLog, ALaterValueReplacesWhatItContradicts) {
  for (const bool day_is_later : {true, false}) {
    ValueLog log;
    log.add(kWholeDay, 5, day_is_later ? 9 : 1);
    log.add(hour(3), 10, 2);
    LoggedConflicts conflicts;
    const LoggedValues values = log.counted(conflicts);
    EXPECT_EQ(conflicts.replaced, 1U);
    ASSERT_EQ(values.size(), 1U);
    EXPECT_EQ(values[0].window, day_is_later ? kWholeDay : hour(3));
  }
  ValueLog same;
  same.add(hour(3), 10, 2);
  same.add(hour(3), 11, 1);
  EXPECT_EQ(counted(same).front().value, 10U) << "the number says what is later, not the order";
}

TEST(ValueLog, WindowsThatCrossContradictEachOther) {
  ValueLog log;
  log.add(Window{kDay, kDay + hours(2)}, 10, 1);
  log.add(Window{kDay + hours(1), kDay + hours(4)}, 10, 2);
  LoggedConflicts conflicts;
  EXPECT_EQ(log.counted(conflicts).front().window.from, kDay + hours(1));
  EXPECT_EQ(conflicts.replaced, 1U);
}

TEST(ValueLog, WindowsThatShareAnEndAreCutWhereOthersBegin) {
  // As points of a series at 7 and at 3 hours, both back from midnight.
  ValueLog log;
  for (int n = 0; n < 3; ++n) log.add(Window{kDay + hours(7 * n), kDay + hours(7 * n + 7)}, 70, 1);
  for (int n = 0; n < 7; ++n) log.add(Window{kDay + hours(3 * n), kDay + hours(3 * n + 3)}, 30, 2);
  const LoggedValues values = counted(log);
  EXPECT_EQ(values.size(), 9U);
  for (int n = 0; n < 3; ++n) {
    EXPECT_EQ(sum_in(values, {kDay + hours(7 * n), kDay + hours(7 * n + 7)}), 70U);
  }
  for (int n = 0; n < 7; ++n) {
    EXPECT_EQ(sum_in(values, {kDay + hours(3 * n), kDay + hours(3 * n + 3)}), 30U);
  }
}

TEST(ValueLog, LessThanNothingIsNeverLeft) {
  ValueLog log;
  log.add(Window{kDay, kDay + hours(2)}, 10, 1);
  log.add(hour(0), 20, 2);  // as a later recording says
  LoggedConflicts conflicts;
  const LoggedValues values = log.counted(conflicts);
  EXPECT_EQ(conflicts.replaced, 1U);
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, 20U);
}

TEST(FitParts, APartOfWhichOnlyTheDayIsKnownFitsTheHoursOfTheWhole) {
  ValueLog whole_log;
  for (int n = 0; n < 24; ++n) whole_log.add(hour(n), static_cast<std::uint64_t>(n * n), 1);
  ValueLog a_log;
  a_log.add(kWholeDay, 4000, 1);
  ValueLog b_log;
  b_log.add(kWholeDay, 324, 1);  // 4324 in all
  const LoggedValues whole = counted(whole_log);
  LoggedValues a = counted(a_log);
  LoggedValues b = counted(b_log);
  LoggedConflicts conflicts;
  EXPECT_TRUE(fit_parts(whole, {&a, &b}, conflicts).empty());
  EXPECT_EQ(conflicts.exceeded, 0U);
  EXPECT_EQ(sum_in(a, kWholeDay), 4000U);
  EXPECT_EQ(sum_in(b, kWholeDay), 324U);
  for (int n = 0; n < 24; ++n) {
    EXPECT_EQ(sum_in(a, hour(n)) + sum_in(b, hour(n)), static_cast<std::uint64_t>(n * n));
    EXPECT_NEAR(static_cast<double>(sum_in(a, hour(n))), n * n * 4000.0 / 4324, 3.0);
  }
}

TEST(FitParts, PartsThatNobodyRecordedShareWhatTheOthersLeave) {
  ValueLog whole_log;
  whole_log.add(hour(1), 100, 1);
  const LoggedValues whole = counted(whole_log);
  LoggedValues known{{hour(1), 40, 1, false}};
  LoggedValues a;
  LoggedValues b;
  LoggedConflicts conflicts;
  EXPECT_TRUE(fit_parts(whole, {&known, &a, &b}, conflicts).empty());
  EXPECT_EQ(sum_in(a, hour(1)), 30U);
  EXPECT_EQ(sum_in(b, hour(1)), 30U);
  EXPECT_TRUE(a.front().is_derived);
}

TEST(FitParts, AnOnlyPartIsTheWhole) {
  const LoggedValues whole{{hour(1), 100, 1, false}, {hour(2), 5, 1, true}};
  LoggedValues part;
  LoggedConflicts conflicts;
  EXPECT_TRUE(fit_parts(whole, {&part}, conflicts).empty());
  ASSERT_EQ(part.size(), 2U);
  EXPECT_FALSE(part[0].is_derived);
  EXPECT_TRUE(part[1].is_derived);
}

TEST(FitParts, TellsWhatIsBeyondAllParts) {
  const LoggedValues whole{{hour(1), 100, 1, false}, {hour(2), 5, 1, false}};
  LoggedValues part{{hour(1), 40, 1, false}, {hour(2), 9, 1, false}};
  LoggedConflicts conflicts;
  const LoggedValues beyond = fit_parts(whole, {&part}, conflicts);
  ASSERT_EQ(beyond.size(), 1U);
  EXPECT_EQ(beyond[0].value, 60U);
  EXPECT_EQ(conflicts.exceeded, 1U) << "hour 2";
  EXPECT_EQ(sum_in(part, hour(2)), 9U) << "stays";
}

/// Hours of some parts, at random; then each of them is told by the hour or by the day.
TEST(FitParts, AlwaysFindsAWayWhenThereIsOne) {
  std::mt19937 random(20);
  for (int round = 0; round < 300; ++round) {
    std::vector<ValueLog> logs(4);
    std::vector<std::uint64_t> hourly(48);
    std::vector<std::vector<std::uint64_t>> truth(4, std::vector<std::uint64_t>(48));
    for (std::size_t part = 0; part < 4; ++part) {
      for (std::size_t n = 0; n < 48; ++n) {
        truth[part][n] = random() % 5 == 0 ? 0 : random() % 1000;
        hourly[n] += truth[part][n];
      }
      for (int day = 0; day < 2; ++day) {
        const Window window{kDay + days(day), kDay + days(day + 1)};
        const auto begin = truth[part].begin() + 24 * day;
        if (random() % 2 == 0) {
          logs[part].add(window, std::accumulate(begin, begin + 24, std::uint64_t{0}), 1);
        } else {
          for (int n = 0; n < 24; ++n) logs[part].add(hour(24 * day + n), begin[n], 1);
        }
      }
    }
    ValueLog whole_log;
    for (int n = 0; n < 48; ++n) whole_log.add(hour(n), hourly[static_cast<std::size_t>(n)], 1);
    std::vector<LoggedValues> parts;
    for (const ValueLog& log : logs) parts.push_back(counted(log));
    LoggedConflicts conflicts;
    const LoggedValues beyond =
        fit_parts(counted(whole_log), {&parts[0], &parts[1], &parts[2], &parts[3]}, conflicts);
    ASSERT_TRUE(beyond.empty()) << round;
    ASSERT_EQ(conflicts.exceeded, 0U) << round;
    for (int n = 0; n < 48; ++n) {
      std::uint64_t sum = 0;
      for (const LoggedValues& part : parts) sum += sum_in(part, hour(n));
      ASSERT_EQ(sum, hourly[static_cast<std::size_t>(n)]) << round << " hour " << n;
    }
    for (std::size_t part = 0; part < 4; ++part) {
      const auto& all = truth[part];
      ASSERT_EQ(sum_in(parts[part], {kDay, kDay + days(2)}),
                std::accumulate(all.begin(), all.end(), std::uint64_t{0}));
    }
  }
}

TEST(FitLevels, SharesTheRestAmongPartsThatNobodyRecorded) {
  const Window noon{kDay + hours(12), kDay + hours(12)};
  const LoggedValues whole{{noon, 100, 1, false}};
  LoggedValues known{{noon, 40, 1, false}};
  LoggedValues open;
  LoggedConflicts conflicts;
  EXPECT_TRUE(fit_levels(whole, {&known, &open}, conflicts).empty());
  EXPECT_EQ(open.front().value, 60U);
  const LoggedValues beyond = fit_levels({{noon, 150, 1, false}}, {&known, &open}, conflicts);
  EXPECT_EQ(beyond.front().value, 50U);
  EXPECT_EQ(conflicts.exceeded, 0U);
  fit_levels({{noon, 1, 1, false}}, {&known}, conflicts);
  EXPECT_EQ(conflicts.exceeded, 1U);
}

}  // namespace
}  // namespace mockmeter::recorded_parts
