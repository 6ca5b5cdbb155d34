#include "base/process/process_info.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr const char* kBehindGroup = " 41 0 -1 4194304 100 200 0 0 11 12 150 51 20 0 1 0 5 6 7";

std::optional<ProcessInfo> stat_of(const std::string& front) {
  return parse_process_info(front + kBehindGroup);
}

TEST(ProcessInfo, ReadsALineOfProc) {
  const auto stat = stat_of("4242 (node) S 17 41");
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->id, 4242);
  EXPECT_EQ(stat->parent, 17);
  EXPECT_EQ(stat->group, 41);
  EXPECT_EQ(stat->name, "node");
  EXPECT_FALSE(stat->is_zombie);
  EXPECT_EQ(stat->of_children, nanoseconds(seconds(201)) / sysconf(_SC_CLK_TCK));
  EXPECT_TRUE(stat_of("5 (sh) Z 1 5")->is_zombie);
}

TEST(ProcessInfo, ANameMayHoldAnything) {
  for (const char* name : {"a) S 1 (b) ", "a) S 1 1 (x)", "", " "}) {
    const auto stat = stat_of("7 (" + std::string(name) + ") R 3 7");
    ASSERT_TRUE(stat) << name;
    EXPECT_EQ(stat->name, name);
    EXPECT_EQ(stat->parent, 3);
  }
}

TEST(ProcessInfo, RefusesWhatIsNoLineOfProc) {
  for (const char* line : {"", "7", "7 (sh)", "7 (sh) S", ") (", "42 (a) S 1"}) {
    EXPECT_FALSE(parse_process_info(line)) << line;
  }
  EXPECT_FALSE(stat_of("7 (sh) S x 7"));
  EXPECT_FALSE(stat_of("x (sh) S 1 7"));
}

TEST(AllProcesses, HaveUsAmongThem) {
  const auto all = all_processes();
  const auto us = std::find_if(all.begin(), all.end(),
                               [](const ProcessInfo& each) { return each.id == getpid(); });
  ASSERT_NE(us, all.end());
  EXPECT_EQ(us->parent, getppid());
  EXPECT_EQ(us->group, getpgrp());
}

TEST(PeakMemory, IsReadFromStatus) {
  EXPECT_GT(peak_memory_of(getpid()), 100'000U);
  EXPECT_EQ(parse_peak_memory("Name:\tnode\nVmPeak:\t  900 kB\nVmHWM:\t   512 kB\nVmRSS:\t 1 kB\n"),
            512U * 1024);
  EXPECT_EQ(parse_peak_memory("Name:\tkthreadd\n"), 0U);
}

TEST(ProcessorTime, GrowsWithWork) {
  const auto before = processor_time_of(RUSAGE_SELF);
  const auto of_children = processor_time_of(RUSAGE_CHILDREN);
  while (processor_time_of(RUSAGE_SELF) - before < std::chrono::milliseconds(5)) {
  }
  EXPECT_EQ(processor_time_of(RUSAGE_CHILDREN), of_children);
}

}  // namespace
}  // namespace mockmeter
