#include "base/process/descendants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ProcessInfo proc(pid_t id, pid_t parent) {
  ProcessInfo stat;
  stat.id = id;
  stat.parent = parent;
  return stat;
}

std::vector<pid_t> ids_below(pid_t ancestor, const std::vector<ProcessInfo>& all) {
  std::vector<pid_t> ids;
  for (const ProcessInfo& process : descendants_of(ancestor, all)) ids.push_back(process.id);
  return ids;
}

TEST(Descendants, AreFoundAtEveryDepthAndInAnyOrder) {
  const std::vector<ProcessInfo> all{proc(9, 8), proc(2, 1), proc(3, 2),
                                     proc(8, 3), proc(4, 1), proc(5, 4)};
  EXPECT_THAT(ids_below(2, all), ElementsAre(3, 8, 9));
  EXPECT_THAT(ids_below(5, all), IsEmpty());
}

TEST(Descendants, EndOnProcessesThatSeemToBeTheirOwnAncestors) {
  const std::vector<ProcessInfo> all{proc(3, 2), proc(2, 3)};
  EXPECT_THAT(ids_below(2, all), ElementsAre(3));
}

}  // namespace
}  // namespace mockmeter
