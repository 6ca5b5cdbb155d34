#include "cli/descendants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Descendants, ReadsALineOfProc) {
  const auto process = parse_process("4242 (node) S 17 4242 4242 0 -1 4194304");
  ASSERT_TRUE(process);
  EXPECT_EQ(process->id, 4242);
  EXPECT_EQ(process->parent, 17);
  EXPECT_EQ(process->name, "node");
  EXPECT_FALSE(process->has_ended);
  EXPECT_TRUE(parse_process("5 (sh) Z 1 5 5 0")->has_ended);
}

TEST(Descendants, ANameMayHoldAnything) {
  const auto process = parse_process("7 (a) S 1 (b) ) R 3 7 7 0");
  ASSERT_TRUE(process);
  EXPECT_EQ(process->name, "a) S 1 (b) ");
  EXPECT_EQ(process->parent, 3);
}

TEST(Descendants, RefusesWhatIsNoLineOfProc) {
  for (const char* line : {"", "7", "7 (sh)", "7 (sh) S", "7 (sh) S x", "x (sh) S 1 7", ") ("}) {
    EXPECT_FALSE(parse_process(line)) << line;
  }
}

std::vector<pid_t> ids_below(pid_t ancestor, const std::vector<Process>& all) {
  std::vector<pid_t> ids;
  for (const Process& process : descendants_of(ancestor, all)) ids.push_back(process.id);
  return ids;
}

TEST(Descendants, AreFoundAtEveryDepthAndInAnyOrder) {
  const std::vector<Process> all{{9, 8, "leaf", false},   {2, 1, "us", false},
                                 {3, 2, "child", false},  {8, 3, "grandchild", false},
                                 {4, 1, "sister", false}, {5, 4, "niece", false}};
  EXPECT_THAT(ids_below(2, all), ElementsAre(3, 8, 9));
  EXPECT_THAT(ids_below(5, all), IsEmpty());
}

TEST(Descendants, EndOnProcessesThatSeemToBeTheirOwnAncestors) {
  const std::vector<Process> all{{3, 2, "a", false}, {2, 3, "b", false}};
  EXPECT_THAT(ids_below(2, all), ElementsAre(3));
}

}  // namespace
}  // namespace mockmeter::cli
