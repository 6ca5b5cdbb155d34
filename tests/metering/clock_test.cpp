#include "server/metering/clock.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using Mode = ClockSetting::Mode;
using std::chrono::hours;

const Instant kNoon = parse_rfc3339("2026-05-20T12:00:00Z").value();

TEST(Clock, ReadsWhatTheCommandLineSays) {
  EXPECT_EQ(parse_clock("2026-05-20T12:00:00Z")->mode, Mode::kFrozen);
  EXPECT_EQ(parse_clock("2026-05-20T14:00:00+02:00")->start, kNoon);
  EXPECT_EQ(parse_clock("ticking:2026-05-20T12:00:00Z")->mode, Mode::kTicking);
  EXPECT_EQ(parse_clock("ticking:2026-05-20T12:00:00Z")->start, kNoon);
  EXPECT_EQ(parse_clock("now")->mode, Mode::kNow);
}

TEST(Clock, RefusesOtherText) {
  for (const char* text : {"", "later", "Now", "ticking", "ticking:", "ticking:now", "2026-05-20",
                           "frozen:2026-05-20T12:00:00Z", "ticking: 2026-05-20T12:00:00Z"}) {
    EXPECT_FALSE(parse_clock(text)) << text;
  }
}

TEST(Clock, NamesItsModes) {
  EXPECT_EQ(to_string(Mode::kFrozen), "frozen");
  EXPECT_EQ(to_string(Mode::kTicking), "ticking");
  EXPECT_EQ(to_string(Mode::kNow), "now");
}

TEST(Clock, StandsStillWhenFrozen) {
  Clock clock({Mode::kFrozen, kNoon});
  EXPECT_EQ(clock.now(), kNoon);
  EXPECT_EQ(clock.now(), kNoon);
  clock.advance(hours{2});
  EXPECT_EQ(clock.now(), kNoon + hours{2});
  EXPECT_EQ(clock.mode(), Mode::kFrozen);
}

TEST(Clock, RunsFromItsStartWhenTicking) {
  const Clock clock({Mode::kTicking, kNoon});
  const Instant first = clock.now();
  EXPECT_GE(first, kNoon);
  EXPECT_LT(first, kNoon + hours{1});
  Instant later = first;
  while (later == first) later = clock.now();  // ends only because it runs
  EXPECT_GT(later, first);
}

TEST(Clock, AdvancesATickingClockWithoutResettingIt) {
  Clock clock({Mode::kTicking, kNoon});
  const Instant before = clock.now();
  clock.advance(hours{5});
  EXPECT_GE(clock.now(), before + hours{5});
  EXPECT_LT(clock.now(), before + hours{6});
  EXPECT_EQ(clock.mode(), Mode::kTicking);
}

TEST(Clock, RunsAheadOfTheMachineOnceAdvanced) {
  Clock clock({Mode::kNow, {}});
  const Instant before = clock.now();
  clock.advance(hours{5});
  EXPECT_EQ(clock.mode(), Mode::kTicking);
  EXPECT_GE(clock.now(), before + hours{5});
  EXPECT_LT(clock.now(), before + hours{6});
}

TEST(Clock, SetReplacesEverything) {
  Clock clock({Mode::kTicking, kNoon});
  clock.set({Mode::kFrozen, kNoon - hours{3}});
  EXPECT_EQ(clock.now(), kNoon - hours{3});
  EXPECT_EQ(clock.mode(), Mode::kFrozen);
}

TEST(Clock, StopsAtTheEndOfTheRange) {
  Clock frozen({Mode::kFrozen, kEarliest});
  frozen.advance(std::chrono::days{36'525});
  EXPECT_EQ(frozen.now(), kEarliest + std::chrono::days{36'525});
  for (int i = 0; i < 5; ++i) frozen.advance(std::chrono::days{36'525});
  EXPECT_EQ(frozen.now(), kLatest);
  EXPECT_EQ(Clock({Mode::kTicking, kLatest}).now(), kLatest);
}

TEST(Clock, ElapsedTimeRunsWithTheMachineAndWithEveryAdvance) {
  Clock clock({Mode::kFrozen, kLatest});
  const auto before = clock.elapsed();
  clock.advance(std::chrono::hours{1});
  const auto after = clock.elapsed();
  EXPECT_GE(after - before, std::chrono::hours{1});
  EXPECT_GE(clock.uptime(), after - std::chrono::hours{1});
  EXPECT_EQ(clock.advanced(), std::chrono::hours{1});
  clock.set({Mode::kFrozen, kEarliest});
  EXPECT_GE(clock.elapsed(), after) << "setting the clock does not turn the limiter back";
}

TEST(Clock, ElapsedTimeSaturatesUnderEndlessAdvances) {
  Clock clock({Mode::kFrozen, kNoon});
  auto before = clock.elapsed();
  for (int i = 0; i < 5; ++i) {
    clock.advance(std::chrono::days{36'525});
    EXPECT_GE(clock.elapsed(), before);
    before = clock.elapsed();
  }
}

}  // namespace
}  // namespace mockmeter
