#include "conformance/benchmark/resource_usage.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <optional>
#include <vector>

#include "base/process/child_process.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// Until the program writes something, or ends.
void await_word_of(PipedProcess& process) {
  pollfd file{process.out.get(), POLLIN, 0};
  poll(&file, 1, -1);
}

/// Runs a script to the end of its stdout, within a footprint of it.
ResourceUsage::Cost cost_of(const char* script, bool ends) {
  std::optional<PipedProcess> process(std::in_place, std::vector<std::string>{"sh", "-c", script},
                                      Environment());
  std::atomic<pid_t> id = process->id();  // 0 = it has ended
  ResourceUsage footprint([&] { return id != 0 ? std::vector<pid_t>{id} : std::vector<pid_t>(); });
  process->in.close();  // it begins
  await_word_of(*process);
  if (ends) {
    process.reset();
    id = 0;
  }
  return footprint.so_far();
}

// A shell that works once its stdin has ended.
constexpr const char* kWork = "read x; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

TEST(ResourceUsage, CountsAProcessThatRuns) {
  const auto cost = cost_of((std::string(kWork) + "; echo; sleep 60").c_str(), false);
  EXPECT_GT(cost.processor, milliseconds(5));
  EXPECT_GT(cost.memory, 100'000U);
}

TEST(ResourceUsage, CountsAProcessThatHasEnded) {
  EXPECT_GT(cost_of((std::string(kWork) + "; echo").c_str(), true).processor, milliseconds(5));
}

TEST(ResourceUsage, CountsWhatAProcessStartedAndWaitedFor) {
  const std::string script = "read x; (i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done); echo";
  EXPECT_GT(cost_of((script + "; sleep 60").c_str(), false).processor, milliseconds(5));
}

TEST(ResourceUsage, CountsNothingThatIsAnothers) {
  PipedProcess other({"sh", "-c", std::string(kWork) + "; echo; sleep 60"}, {});
  ResourceUsage footprint([] { return std::vector<pid_t>(); });
  other.in.close();
  await_word_of(other);
  EXPECT_EQ(footprint.so_far().memory, 0U);
  EXPECT_EQ(footprint.so_far().processor, nanoseconds(0));
}

}  // namespace
}  // namespace mockmeter::conformance
