#include "cli/terminal/terminal.h"

#include <gtest/gtest.h>

namespace mockmeter::cli {
namespace {

using std::chrono::seconds;

TEST(LineRhythm, IsALineAMinute) {
  LineRhythm rhythm;
  EXPECT_FALSE(rhythm.is_due(seconds(0)));
  EXPECT_FALSE(rhythm.is_due(seconds(59)));
  EXPECT_TRUE(rhythm.is_due(seconds(60)));
  EXPECT_FALSE(rhythm.is_due(seconds(61)));
  EXPECT_TRUE(rhythm.is_due(seconds(200))) << "nothing was to be said for a while";
  EXPECT_FALSE(rhythm.is_due(seconds(259)));
  EXPECT_TRUE(rhythm.is_due(seconds(260)));
}

}  // namespace
}  // namespace mockmeter::cli
