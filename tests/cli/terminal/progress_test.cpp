#include "cli/terminal/progress.h"

#include <gtest/gtest.h>

namespace mockmeter::cli {
namespace {

using std::chrono::seconds;

TEST(Progress, SaysHowFarARunIsAndWhatIsUnderWay) {
  conformance::Case slow;
  slow.id = "neon/a/slow";
  conformance::Case quick;
  quick.id = "neon/a/quick";
  const struct {
    Progress progress;
    const char* text;
  } cases[] = {
      {{0, 0, 0, seconds(7), {}}, "trying the client, 0:07"},
      {{0, 30, 0, seconds(1), {{&slow, seconds(1)}}}, "0 of 30 done, 0:01  neon/a/slow"},
      {{7, 30, 0, seconds(61), {{&slow, seconds(60)}}}, "7 of 30 done, 1:01  neon/a/slow"},
      {{7, 30, 2, seconds(72), {{&slow, seconds(60)}, {&quick, seconds(72)}}},
       "7 of 30 done, 2 failed, 1:12  neon/a/slow (12 s), and 1 more"},
      {{30, 30, 2, seconds(3605), {}}, "30 of 30 done, 2 failed, 60:05"},
  };
  for (const auto& [progress, text] : cases) EXPECT_EQ(progress_text(progress), text);
}

}  // namespace
}  // namespace mockmeter::cli
