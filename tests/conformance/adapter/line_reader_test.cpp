#include "conformance/adapter/line_reader.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

TEST(LineReader, JoinsPiecesAndSplitsLines) {
  LineReader reader(100);
  EXPECT_TRUE(reader.take("on").empty());
  const auto lines = reader.take("e\n\ntwo\nthr");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text, "one");
  EXPECT_EQ(lines[1].text, "");
  EXPECT_EQ(lines[2].text, "two");
  EXPECT_EQ(reader.rest()->text, "thr");
  EXPECT_FALSE(reader.rest());
}

TEST(LineReader, TakesALineOfExactlyTheAllowedLength) {
  LineReader reader(5);
  const auto lines = reader.take("12345\n123456\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_FALSE(lines[0].is_cut);
  EXPECT_EQ(lines[0].text, "12345");
  EXPECT_TRUE(lines[1].is_cut);
}

TEST(LineReader, KeepsOnlyTheBeginningOfALineThatIsTooLong) {
  LineReader reader(1000);
  for (int piece = 0; piece < 100; ++piece) EXPECT_TRUE(reader.take(std::string(100, 'x')).empty());
  const auto lines = reader.take("\nnext\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[0].is_cut);
  EXPECT_EQ(lines[0].text, std::string(256, 'x'));
  EXPECT_FALSE(lines[1].is_cut);
  EXPECT_EQ(lines[1].text, "next");
}

}  // namespace
}  // namespace mockmeter::conformance
