#include "base/time/http_date.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

Timestamp at(const char* text) { return parse_rfc3339_timestamp(text).value(); }

const Timestamp kNow = at("2026-05-20T12:00:00Z");

// Source: RFC 9110 section 5.6.7, the three examples of one time.
TEST(HttpDate, IsReadInItsThreeForms) {
  for (const char* const text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                                 "Sun Nov  6 08:49:37 1994"}) {
    EXPECT_EQ(parse_http_date(text, kNow), at("1994-11-06T08:49:37Z")) << text;
  }
  EXPECT_EQ(parse_http_date("Wed May 20 12:00:00 2026", kNow), kNow);
}

TEST(HttpDate, IsWrittenInItsThreeForms) {
  const Instant instant = from_unix_seconds(784'111'777);
  EXPECT_EQ(format_http_date(instant), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_rfc850_date(instant), "Sunday, 06-Nov-94 08:49:37 GMT");
  EXPECT_EQ(format_asctime_date(instant), "Sun Nov  6 08:49:37 1994");
  EXPECT_EQ(format_http_date(from_unix_seconds(1779278400)), "Wed, 20 May 2026 12:00:00 GMT");
  EXPECT_EQ(format_http_date(kEarliest), "Fri, 01 Jan 1700 00:00:00 GMT");
}

TEST(HttpDate, IsNothingElse) {
  for (const char* const text : {"",
                                 "Sun",
                                 "2026-05-20T12:00:00Z",
                                 "Sun, 06 Nov 1994 08:49:37",
                                 "Sun, 06 Nov 1994 08:49:37 UTC",
                                 "Sun, 06 Nov 1994 08:49:37 +0000",
                                 "Sun, 6 Nov 1994 08:49:37 GMT",
                                 "sun, 06 nov 1994 08:49:37 gmt",
                                 "Sun, 06 Nov 94 08:49:37 GMT",
                                 "Sun,  06 Nov 1994 08:49:37 GMT",
                                 " Sun, 06 Nov 1994 08:49:37 GMT",
                                 "Sun, 06 Nov 1994 08:49:37 GMT ",
                                 "Sun, 31 Nov 1994 08:49:37 GMT",
                                 "Sun, 06 Nov 1994 24:49:37 GMT",
                                 "Sun, 06-Nov-94 08:49:37 GMT",
                                 "Sunday, 06-Nov-1994 08:49:37 GMT",
                                 "Sunday, 06 Nov 1994 08:49:37 GMT",
                                 "Sun Nov 6 08:49:37 1994",
                                 "Sun Nov  0 08:49:37 1994",
                                 "Sun Nov  6 08:49:37 1994 GMT"}) {
    EXPECT_FALSE(parse_http_date(text, kNow)) << text;
  }
}

// Source: RFC 9110 section 5.6.7 "more than 50 years in the future"
TEST(HttpDate, HasAYearOfTwoDigitsThatIsNotFarAhead) {
  EXPECT_EQ(parse_http_date("Wednesday, 20-May-76 12:00:00 GMT", kNow), at("2076-05-20T12:00:00Z"));
  EXPECT_EQ(parse_http_date("Monday, 20-May-77 12:00:00 GMT", kNow), at("1977-05-20T12:00:00Z"));
  EXPECT_EQ(parse_http_date("Friday, 31-Dec-76 12:00:00 GMT", kNow), at("1976-12-31T12:00:00Z"));
  EXPECT_EQ(parse_http_date("Saturday, 01-Jan-00 00:00:00 GMT", kNow), at("2000-01-01T00:00:00Z"));
}

TEST(HttpDate, NamesTheDays) {
  EXPECT_EQ(weekday_name(std::chrono::Sunday), "Sunday");
  EXPECT_EQ(weekday_name(std::chrono::Saturday), "Saturday");
}

}  // namespace
}  // namespace mockmeter
