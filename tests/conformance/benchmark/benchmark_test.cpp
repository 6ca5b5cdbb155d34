#include "conformance/benchmark/benchmark.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Says what it was asked to do: "a1", or "a@500" for an open loop.
class Turns {
 public:
  Participant participant(const std::string& name, unsigned most, std::uint64_t results,
                          ParticipantKind role = ParticipantKind::kClient) {
    Participant made{name, role, most};
    made.measure = [this, name, results](const load::LoadPlan& plan) -> std::optional<Measurement> {
      const bool is_open = plan.rate > 0;
      taken.push_back(name + (is_open ? "@" + std::to_string(static_cast<int>(plan.rate))
                                      : std::to_string(plan.connections)));
      Measurement measured;
      measured.driven.results = results;
      measured.driven.elapsed = plan.duration;
      return measured;
    };
    return made;
  }

  std::vector<std::string> taken;
};

ThroughputPlan throughput_plan(std::vector<unsigned> in_flight, int repetitions, double rate = 0) {
  ThroughputPlan plan;
  plan.in_flight = std::move(in_flight);
  plan.repetitions = repetitions;
  plan.rate = rate;
  return plan;
}

void nothing(const Step&) {}

TEST(Measure, InterleavesContendersAndRepetitionsAndEndsWithTheOpenLoop) {
  Turns turns;
  const std::vector<Participant> participants{turns.participant("a", 0, 1000),
                                              turns.participant("b", 4, 300)};
  std::vector<std::size_t> done;
  const auto rows = measure(throughput_plan({1, 8}, 2), participants, never, [&](const Step& step) {
    done.push_back(step.done);
    EXPECT_EQ(step.all, 12U);
  });
  EXPECT_THAT(turns.taken, ElementsAre("a1", "b1", "a8", "b4", "a1", "b1", "a8", "b4",  //
                                       "a@500", "b@150", "a@500", "b@150"));
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[3].client, "b");
  EXPECT_EQ(rows[3].in_flight, 8U);
  EXPECT_EQ(rows[3].given, 4U);
  EXPECT_TRUE(rows[5].is_open());
  EXPECT_EQ(rows[5].rate, 150);
  for (const ResultRow& row : rows) EXPECT_TRUE(row.is_complete) << row.client;
}

TEST(Measure, AGivenRateIsEverybodys) {
  Turns turns;
  measure(throughput_plan({1}, 1, 70),
          {turns.participant("a", 0, 1000), turns.participant("b", 0, 10)}, never, nothing);
  EXPECT_THAT(turns.taken, ElementsAre("a1", "b1", "a@70", "b@70"));
}

TEST(Measure, GivesUpWhoHasNoResult) {
  Turns turns;
  const auto rows =
      measure(throughput_plan({1, 8}, 3),
              {turns.participant("dead", 0, 0), turns.participant("b", 0, 10)}, never, nothing);
  EXPECT_THAT(turns.taken,
              ElementsAre("dead1", "b1", "b8", "b1", "b8", "b1", "b8", "b@5", "b@5", "b@5"));
  EXPECT_EQ(rows[0].repetitions.size(), 1U);
  EXPECT_THAT(rows[0].remarks, ElementsAre("given up after a repetition without a result"));
  for (const std::size_t dead : {0U, 2U, 4U}) EXPECT_FALSE(rows[dead].is_complete) << dead;
  for (const std::size_t living : {1U, 3U, 5U}) EXPECT_TRUE(rows[living].is_complete) << living;
}

TEST(Measure, KeepsWhatIsWholeWhenItIsStopped) {
  Turns turns;
  const auto rows = measure(
      throughput_plan({1}, 3), {turns.participant("a", 0, 10), turns.participant("b", 0, 10)},
      [&] { return turns.taken.size() == 3; }, nothing);
  EXPECT_THAT(turns.taken, ElementsAre("a1", "b1", "a1"));
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].repetitions.size(), 2U);
  EXPECT_EQ(rows[1].repetitions.size(), 1U);
  EXPECT_THAT(rows[2].repetitions, IsEmpty());
  for (const ResultRow& row : rows) EXPECT_FALSE(row.is_complete);
}

TEST(CeilingSpread, IsTheWidestOfItsClosedLoops) {
  const auto row = [](ParticipantKind role, unsigned in_flight,
                      const std::vector<std::uint64_t>& results) {
    ResultRow made;
    made.role = role;
    made.in_flight = in_flight;
    for (const std::uint64_t count : results) {
      made.repetitions.emplace_back().driven.results = count;
      made.repetitions.back().driven.elapsed = std::chrono::seconds(1);
    }
    return made;
  };
  EXPECT_DOUBLE_EQ(ceiling_spread({row(ParticipantKind::kCeiling, 1, {100, 110}),
                                   row(ParticipantKind::kCeiling, 8, {90, 100, 120}),
                                   row(ParticipantKind::kCeiling, 0, {1, 100}),
                                   row(ParticipantKind::kClient, 8, {1, 100})}),
                   0.3);
  EXPECT_EQ(ceiling_spread({}), 0);
}

}  // namespace
}  // namespace mockmeter::conformance
