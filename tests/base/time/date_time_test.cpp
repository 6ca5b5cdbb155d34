#include "base/time/date_time.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;

struct Example {
  const char* text;
  std::int64_t unix_second;
  std::int64_t nanos;
};

// Source: RFC 3339 section 5.8, and the first and the last second that it can write.
TEST(Rfc3339, ReadsTheExamplesOfTheRfc) {
  const Example examples[] = {
      {"1985-04-12T23:20:50.52Z", 482196050, 520'000'000},
      {"1996-12-19T16:39:57-08:00", 851042397, 0},
      {"1996-12-20T00:39:57Z", 851042397, 0},
      {"1937-01-01T12:00:27.87+00:20", -1041337173, 870'000'000},
      {"0000-01-01T00:00:00Z", -62167219200, 0},
      {"9999-12-31T23:59:59.999999999Z", 253402300799, 999'999'999},
  };
  for (const Example& example : examples) {
    const auto read = read_rfc3339(example.text, 9);
    ASSERT_TRUE(read) << example.text;
    EXPECT_EQ(read->second.time_since_epoch().count(), example.unix_second) << example.text;
    EXPECT_EQ(read->fraction, nanoseconds{example.nanos}) << example.text;
  }
}

// Source: RFC 3339 section 5.8 has leap seconds, too; Choice: as in Go, there are none.
TEST(Rfc3339, KnowsNoLeapSecond) {
  EXPECT_FALSE(read_rfc3339("1990-12-31T23:59:60Z", 9));
  EXPECT_FALSE(read_rfc3339("1990-12-31T15:59:60-08:00", 9));
}

TEST(Rfc3339, CutsOrRefusesDigitsBeyondNanoseconds) {
  const std::string text = "1985-04-12T23:20:50.12345678999999999999999999999Z";
  EXPECT_FALSE(read_rfc3339(text, 9));
  EXPECT_EQ(read_rfc3339(text, text.size()).value().fraction, nanoseconds{123'456'789});
  EXPECT_FALSE(read_rfc3339("1985-04-12T23:20:50.Z", text.size()));
}

TEST(DateTimeReader, StaysAtFault) {
  DateTimeReader in("2026-0520");
  in.date();
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.number(2, 99), 0);
  EXPECT_FALSE(in.ok());
}

TEST(DateTimeReader, TakesAnOffsetWithoutItsColonWhereThatIsGood) {
  DateTimeReader lenient("-0930");
  EXPECT_EQ(lenient.offset(false), -std::chrono::minutes{570});
  EXPECT_TRUE(lenient.ok());
  DateTimeReader strict("-0930");
  strict.offset(true);
  EXPECT_FALSE(strict.ok());
}

}  // namespace
}  // namespace mockmeter
