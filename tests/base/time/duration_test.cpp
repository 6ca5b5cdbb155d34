#include "base/time/duration.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

struct Good {
  const char* text;
  nanoseconds length;
};

TEST(Duration, ReadsDaysAndSmaller) {
  const Good cases[] = {
      {"PT1H", hours{1}},
      {"P1D", days{1}},
      {"P1DT30M", days{1} + minutes{30}},
      {"P2DT3H4M5S", days{2} + hours{3} + minutes{4} + seconds{5}},
      {"PT0.5S", milliseconds{500}},
      {"PT1.000000001S", seconds{1} + nanoseconds{1}},
      {"-PT5M", minutes{-5}},
      {"-PT0.25S", milliseconds{-250}},
      {"PT0S", seconds{0}},
      {"PT90M", minutes{90}},
      {"PT3155760000S", days{36525}},
      {"P36525D", days{36525}},
      {"P36524DT24H", days{36525}},
  };
  for (const Good& c : cases) EXPECT_EQ(parse_iso_duration(c.text), c.length) << c.text;
}

TEST(Duration, RefusesEverythingElse) {
  const char* const cases[] = {
      "",
      "P",
      "PT",
      "-",
      "-P",
      "1H",
      "T1H",
      "PT1",
      "P1",
      "P1H",
      "PT1D",
      "P1DT",
      "PT1H2D",
      "PT1M1H",
      "PT1H1H",
      "P1Y",
      "P1M",
      "P1W",
      "p1D",
      "PT1h",
      "PT.5S",
      "PT1.S",
      "PT0.5H",
      "P0.5D",
      "PT1,5S",
      "+PT1H",
      "PT-1H",
      "PT 1H",
      "PT1H ",
      "PTT1H",
      "P1DTT1H",
      "PT1HT1M",
      "--PT1H",
      "P36526D",
      "PT3155760000.000000001S",
      "PT1.0000000001S",
      "PT99999999999S",
      "PT99999999999999999999S",
      "P9999999999D",
  };
  for (const char* text : cases) EXPECT_FALSE(parse_iso_duration(text)) << text;
}

TEST(Duration, IsANumberAndItsUnit) {
  EXPECT_EQ(parse_duration("250ms"), std::chrono::milliseconds{250});
  EXPECT_EQ(parse_duration("168m"), std::chrono::minutes{168});
  EXPECT_EQ(parse_duration("3h"), std::chrono::hours{3});
  EXPECT_EQ(parse_duration("7d"), std::chrono::days{7});
  EXPECT_EQ(parse_duration("0s"), nanoseconds{0});
  EXPECT_EQ(parse_duration("36525d"), std::chrono::days{36'525});
  for (const char* const text : {"", "3", "h", "1M", "x3h", "3 h", "-3h", "+3h", "1.5s", "3hh",
                                 "36526d", "99999999999999999999s"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace mockmeter
