#include "bench/load/pacer.h"

#include <gtest/gtest.h>

namespace mockmeter::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

LoadPlan plan_of(double rate, std::chrono::nanoseconds duration, std::uint64_t max_requests = 0) {
  LoadPlan plan;
  plan.rate = rate;
  plan.duration = duration;
  plan.max_requests = max_requests;
  return plan;
}

TEST(Schedule, SpreadsRequestsEvenly) {
  const Schedule schedule(1000);
  EXPECT_EQ(schedule.intended(0), nanoseconds(0));
  EXPECT_EQ(schedule.intended(1), milliseconds(1));
  EXPECT_EQ(schedule.intended(60'000), seconds(60));
  EXPECT_EQ(Schedule(0.5).intended(3), seconds(6));
}

TEST(Schedule, DueCountsExactlyWhatIsIntendedBefore) {
  for (const double rate : {0.3, 1.0, 3.0, 7.0, 999.0, 12'345.6}) {
    const Schedule schedule(rate);
    for (const std::uint64_t index : {0U, 1U, 2U, 10U, 999U, 100'000U}) {
      EXPECT_EQ(schedule.due(schedule.intended(index)), index) << rate;
      EXPECT_EQ(schedule.due(schedule.intended(index) + nanoseconds(1)), index + 1) << rate;
    }
  }
  EXPECT_EQ(Schedule(5).due(seconds(-1)), 0U);
}

TEST(Pacer, ClosedLoopStartsNowUntilTheTimeIsOver) {
  const LoadPlan plan = plan_of(0, seconds(1));
  Pacer pacer(plan);
  EXPECT_EQ(pacer.next(milliseconds(7)), milliseconds(7));
  EXPECT_EQ(pacer.next(milliseconds(999)), milliseconds(999));
  EXPECT_EQ(pacer.next(seconds(1)), std::nullopt);
}

TEST(Pacer, OpenLoopKeepsItsScheduleHoweverLateItIsAsked) {
  const LoadPlan plan = plan_of(10, seconds(1));
  Pacer pacer(plan);
  EXPECT_EQ(pacer.next(milliseconds(850)), milliseconds(0));
  EXPECT_EQ(pacer.next(milliseconds(850)), milliseconds(100));
  for (int i = 2; i < 10; ++i) pacer.next(seconds(2));
  EXPECT_EQ(pacer.next(seconds(2)), std::nullopt) << "the eleventh would start at the end";
}

TEST(Pacer, CountIsABoundToo) {
  for (const double rate : {0.0, 100.0}) {
    const LoadPlan plan = plan_of(rate, seconds(10), 2);
    Pacer pacer(plan);
    EXPECT_TRUE(pacer.next(seconds(1)));
    EXPECT_TRUE(pacer.next(seconds(1)));
    EXPECT_FALSE(pacer.next(seconds(1)));
  }
}

TEST(Pacer, OwesWhatWasDueAndNeverHandedOut) {
  const LoadPlan plan = plan_of(10, seconds(1));
  Pacer pacer(plan);
  for (int i = 0; i < 7; ++i) pacer.next(seconds(1));
  Histogram latency;
  EXPECT_EQ(pacer.count_unanswered(seconds(1), latency), 3U);
  EXPECT_EQ(latency.count(), 3U);
  EXPECT_EQ(latency.max(), milliseconds(300)) << "request 7 was meant to start at 0.7 s";
}

TEST(Pacer, OwesNothingInAClosedLoopNorBeyondTheCount) {
  Histogram latency;
  const LoadPlan closed = plan_of(0, seconds(1));
  EXPECT_EQ(Pacer(closed).count_unanswered(seconds(1), latency), 0U);
  const LoadPlan two = plan_of(10, seconds(1), 2);
  Pacer pacer(two);
  pacer.next(seconds(0));
  EXPECT_EQ(pacer.count_unanswered(seconds(1), latency), 1U);
}

}  // namespace
}  // namespace mockmeter::load
