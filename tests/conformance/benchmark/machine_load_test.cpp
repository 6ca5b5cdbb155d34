#include "conformance/benchmark/machine_load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ProcessorTicks, AreReadFromTheFirstLineOfProcStat) {
  const auto ticks = parse_processor_ticks(
      "cpu  100 20 30 4000 50 6 7 80 900 0\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 5\n");
  ASSERT_TRUE(ticks);
  EXPECT_EQ(ticks->busy, 163U);  // without the guests, who are in the first two
  EXPECT_EQ(ticks->steal, 80U);
  EXPECT_EQ(ticks->all, 4293U);
  EXPECT_FALSE(parse_processor_ticks(""));
  EXPECT_FALSE(parse_processor_ticks("cpu 1 2 3"));
  EXPECT_FALSE(parse_processor_ticks("intr 1 2 3 4 5 6 7 8"));
}

TEST(Noise, IsNoneOnAQuietMachine) { EXPECT_THAT(noise_in({2, 0.9, 0.04, 0.01, 0.14}), IsEmpty()); }

TEST(Noise, EachKindHasItsSentence) {
  EXPECT_THAT(
      noise_in({2, 0, 0, 0, 0.31}),
      ElementsAre("repetitions of the raw client differ by 31.0 % (quiet: at most 15.0 %)"));
  EXPECT_THAT(noise_in({2, 0, 0.25, 0, 0}),
              ElementsAre("other programs used 25.0 % of the processors (quiet: at most 5.0 %)"));
  EXPECT_THAT(
      noise_in({2, 0, 0, 0.021, 0}),
      ElementsAre("the machine's host took 2.1 % of the processors away (quiet: at most 2.0 %)"));
  EXPECT_THAT(noise_in({2, 1.26, 0, 0, 0}),
              ElementsAre("the load average was 1.26 before it began (quiet: at most 1.00)"));
  EXPECT_THAT(noise_in({4, 1.26, 0, 0, 0}), IsEmpty());
}

TEST(LoadMonitor, SeesSharesOfAWhole) {
  const MachineLoad seen = LoadMonitor().seen();
  EXPECT_GE(seen.cores, 1U);
  EXPECT_GE(seen.others_share, 0);
  EXPECT_LE(seen.others_share, 1);
  EXPECT_GE(seen.steal_share, 0);
  EXPECT_LE(seen.steal_share, 1);
}

}  // namespace
}  // namespace mockmeter::conformance
