#include "server/metering/recorded/series.h"

#include <gtest/gtest.h>

#include "tests/metering/instants.h"

namespace mockmeter::recorded_series {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNoon = at("2026-05-20T12:00:00Z");

Window hour(int n) { return {kNoon + hours(n), kNoon + hours(n + 1)}; }

/// One each second.
std::uint64_t seconds_of(Window window) {
  return static_cast<std::uint64_t>(unix_seconds(window.to) - unix_seconds(window.from));
}
std::uint64_t nothing(Window) { return 0; }

TEST(RecordedCounter, CountsARecordedWindowAsItWas) {
  const RecordedCounter counter({{hour(0), 42}, {hour(2), 7}});
  EXPECT_EQ(counter.in(hour(0), seconds_of), 42U);
  EXPECT_EQ(counter.in(hour(1), seconds_of), 3600U);
  EXPECT_EQ(counter.in(hour(2), seconds_of), 7U);
  EXPECT_EQ(counter.in({kNoon - hours(1), kNoon + hours(4)}, seconds_of), 3 * 3600U + 49U);
  EXPECT_EQ(counter.begin(), kNoon);
  EXPECT_EQ(RecordedCounter().begin(), kLatest);
}

TEST(RecordedCounter, PartsAddUpToTheRecordedWindow) {
  for (const auto& generated : {seconds_of, nothing}) {
    const RecordedCounter counter({{{kNoon, kNoon + hours(24)}, 1'000'003}});
    std::uint64_t sum = 0;
    for (int n = 0; n < 24; ++n) {
      const std::uint64_t part = counter.in(hour(n), generated);
      EXPECT_NEAR(static_cast<double>(part), 1'000'003 / 24.0, 1.0);
      sum += part;
    }
    EXPECT_EQ(sum, 1'000'003U);
  }
}

TEST(RecordedCounter, SharesFollowWhatIsGenerated) {
  const auto morning = [](Window w) { return seconds_of(intersect(w, hour(0))); };
  const RecordedCounter counter({{{kNoon, kNoon + hours(2)}, 500}});
  EXPECT_EQ(counter.in(hour(0), morning), 500U);
  EXPECT_EQ(counter.in({kNoon, kNoon + minutes(30)}, morning), 250U);
  EXPECT_EQ(counter.in(hour(1), morning), 0U);
}

TEST(RecordedGauge, MayFallAndFollowsALineBetweenInstants) {
  const RecordedGauge gauge({{kNoon, 1000}, {kNoon + hours(2), 400}, {kNoon + hours(3), 900}});
  const auto generated = [](Instant t) {
    return static_cast<std::uint64_t>(unix_seconds(t) - unix_seconds(kNoon) + 500'000);
  };
  EXPECT_EQ(gauge.at(kNoon, generated), 1000U);
  EXPECT_EQ(gauge.at(kNoon + hours(1), generated), 700U);
  EXPECT_EQ(gauge.at(kNoon + hours(2), generated), 400U);
  EXPECT_EQ(gauge.at(kNoon + minutes(150), generated), 650U);
  EXPECT_EQ(gauge.at(kNoon + hours(3) + minutes(1), generated), 960U);
  EXPECT_EQ(gauge.at(kNoon - minutes(10), generated), 400U);
  EXPECT_EQ(gauge.at(kNoon - hours(10), generated), 0U) << "never below 0";
}

std::vector<std::string> faults_of(const char* recorded) {
  std::vector<ValidationError> faults;
  SectionReader reader{1, faults};
  const Json object = {{"recorded", Json::parse(recorded)}};
  read_recorded(object, "/a", reader);
  std::vector<std::string> pointers;
  for (const ValidationError& each : faults) pointers.push_back(each.pointer);
  return pointers;
}

TEST(RecordedMetrics, RefusesWhatContradictsItself) {
  EXPECT_EQ(
      faults_of(R"({"x":[{"from":"2026-05-20T12:00:00Z","to":"2026-05-20T12:00:00Z","value":1}]})"),
      std::vector<std::string>{"/a/recorded/x/0/to"});
  EXPECT_EQ(
      faults_of(R"({"x":[{"from":"2026-05-20T12:00:00Z","to":"2026-05-20T14:00:00Z","value":1},
                               {"from":"2026-05-20T13:00:00Z","to":"2026-05-20T15:00:00Z","value":1}]})"),
      std::vector<std::string>{"/a/recorded/x/1"});
  EXPECT_EQ(faults_of(R"({"x":[{"at":"2026-05-20T12:00:00Z","value":1},
                               {"at":"2026-05-20T12:00:00Z","value":2}]})"),
            std::vector<std::string>{"/a/recorded/x/1"});
  EXPECT_EQ(faults_of(R"({"x":[]})"), std::vector<std::string>{});
}

TEST(RecordedMetrics, AreFoundByName) {
  std::vector<ValidationError> faults;
  SectionReader reader{1, faults};
  EXPECT_EQ(read_recorded(Json::object(), "", reader), nullptr);
  const auto metrics = read_recorded(Json::parse(R"({"recorded":{
        "count":[{"from":"2026-05-20T12:00:00Z","to":"2026-05-20T13:00:00Z","value":5}],
        "level":[{"at":"2026-05-20T12:00:00Z","value":9,"source":"derived"}]}})"),
                                     "", reader);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(metrics->counter("count")->in(hour(0), nothing), 5U);
  EXPECT_EQ(metrics->counter("level"), nullptr);
  EXPECT_EQ(metrics->gauge("level")->at(kNoon, [](Instant) { return std::uint64_t{0}; }), 9U);
  EXPECT_EQ(metrics->begin(), kNoon);
}

}  // namespace
}  // namespace mockmeter::recorded_series
