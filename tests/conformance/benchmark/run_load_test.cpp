#include "conformance/benchmark/run_load.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "records.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// A clock that only sleeping and calls move.
class FakeTime {
 public:
  TimeSource passage() {
    return {[this] { return now_; }, [this](nanoseconds moment) { now_ = std::max(now_, moment); }};
  }
  void pass(nanoseconds time) { now_ += time; }
  nanoseconds now() const { return now_; }

 private:
  nanoseconds now_{0};
};

load::LoadPlan load_plan(double rate, milliseconds duration, unsigned in_flight = 1) {
  load::LoadPlan plan;
  plan.rate = rate;
  plan.duration = duration;
  plan.connections = in_flight;
  return plan;
}

TEST(Drive, AClosedLoopCallsAgainAndAgainUntilTheTimeIsOver) {
  FakeTime time;
  const auto call = [&]() -> std::optional<CallFailure> {
    time.pass(milliseconds(30));
    return std::nullopt;
  };
  const LoadResult driven = run_load(load_plan(0, milliseconds(100)), call, never, time.passage());
  EXPECT_EQ(driven.results, 4U);  // the last began at 90 ms
  EXPECT_EQ(driven.elapsed, milliseconds(120));
  EXPECT_NEAR(driven.results_per_second(), 4 / 0.12, 1e-9);
  EXPECT_EQ(driven.latency.max(), milliseconds(30));
  EXPECT_EQ(driven.not_started, 0U);
}

TEST(Drive, AnOpenLoopWaitsForItsMoments) {
  FakeTime time;
  std::vector<nanoseconds> begun;
  const auto call = [&]() -> std::optional<CallFailure> {
    begun.push_back(time.now());
    time.pass(milliseconds(1));
    return std::nullopt;
  };
  const LoadResult driven = run_load(load_plan(4, milliseconds(1000)), call, never, time.passage());
  EXPECT_EQ(begun, (std::vector<nanoseconds>{milliseconds(0), milliseconds(250), milliseconds(500),
                                             milliseconds(750)}));
  EXPECT_EQ(driven.latency.max(), milliseconds(1));
}

TEST(Drive, AStallCountsAgainstEveryCallThatItHeldBack) {
  FakeTime time;
  int made = 0;
  const auto call = [&]() -> std::optional<CallFailure> {
    time.pass(made++ == 0 ? milliseconds(500) : milliseconds(1));
    return std::nullopt;
  };
  // Due at 0, 100, 200, ... 900; that of 100 begins at 500 and ends at 501, that of 500 at 505.
  const LoadResult driven =
      run_load(load_plan(10, milliseconds(1000)), call, never, time.passage());
  EXPECT_EQ(driven.results, 10U);
  EXPECT_EQ(driven.latency.max(), milliseconds(500));
  const auto near = [&](double percent, nanoseconds expected) {
    const nanoseconds value = driven.latency.percentile(percent);
    EXPECT_GE(value, expected) << percent;
    EXPECT_LE(value, expected + expected / 32) << percent;
  };
  near(90, milliseconds(401));
  near(60, milliseconds(104));  // without the intended start it would be 1 ms
  near(40, milliseconds(1));
}

TEST(Drive, WhatWasDueAndNeverBegunCountsWithItsWaiting) {
  FakeTime time;
  const auto call = [&]() -> std::optional<CallFailure> {
    time.pass(milliseconds(950));
    return std::nullopt;
  };
  const LoadResult driven =
      run_load(load_plan(10, milliseconds(1000)), call, never, time.passage());
  EXPECT_EQ(driven.results, 2U);  // at 0 and at 950; then the time is over
  EXPECT_EQ(driven.not_started, 8U);
  EXPECT_EQ(driven.latency.count(), 10U);
  EXPECT_EQ(driven.latency.max(), milliseconds(1800));  // that of 100, at 1900
}

TEST(Drive, TroubleIsCountedAndIsNoResult) {
  FakeTime time;
  int made = 0;
  const auto call = [&]() -> std::optional<CallFailure> {
    time.pass(milliseconds(10));
    if (++made % 2 == 0) return CallFailure{CallFailureKind::kError, "503"};
    return std::nullopt;
  };
  const LoadResult driven = run_load(load_plan(0, milliseconds(100)), call, never, time.passage());
  EXPECT_EQ(driven.results, 5U);
  EXPECT_EQ(driven.failures.text(), "error 5");
  EXPECT_EQ(driven.calls(), 10U);
  EXPECT_EQ(driven.latency.count(), 5U);
}

TEST(Drive, BeginsNothingAfterAStop) {
  FakeTime time;
  int made = 0;
  const auto call = [&]() -> std::optional<CallFailure> {
    ++made;
    time.pass(milliseconds(10));
    return std::nullopt;
  };
  run_load(
      load_plan(0, milliseconds(1000)), call, [&] { return made == 3; }, time.passage());
  EXPECT_EQ(made, 3);
}

TEST(Drive, KeepsAsManyCallsUnderWayAsWanted) {
  std::atomic<int> under_way{0};
  std::atomic<bool> all_came{false};
  const auto call = [&]() -> std::optional<CallFailure> {
    if (++under_way == 8) {
      all_came = true;
      all_came.notify_all();
    }
    all_came.wait(false);
    return std::nullopt;
  };
  const auto is_stopped = [&] { return all_came.load(); };
  EXPECT_GE(run_load(load_plan(0, milliseconds(60'000), 8), call, is_stopped).results, 8U);
}

TEST(Drive, AnExceptionEndsItAndIsThrown) {
  const auto call = []() -> std::optional<CallFailure> { throw std::logic_error("ours"); };
  EXPECT_THROW(run_load(load_plan(0, milliseconds(60'000), 4), call, never), std::logic_error);
}

}  // namespace
}  // namespace mockmeter::conformance
