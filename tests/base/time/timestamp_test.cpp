#include "base/time/timestamp.h"

#include <gtest/gtest.h>

#include "base/time/date_time_reader.h"

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
    const auto read = parse_rfc3339_timestamp(example.text, 9);
    ASSERT_TRUE(read) << example.text;
    EXPECT_EQ(unix_seconds(*read), example.unix_second) << example.text;
    EXPECT_TRUE(*read ==
                Timestamp{std::chrono::seconds{example.unix_second}} + nanoseconds{example.nanos})
        << example.text;
  }
}

// Source: RFC 3339 section 5.8 has leap seconds, too; Choice: as in Go, there are none.
TEST(Rfc3339, KnowsNoLeapSecond) {
  EXPECT_FALSE(parse_rfc3339_timestamp("1990-12-31T23:59:60Z", 9));
  EXPECT_FALSE(parse_rfc3339_timestamp("1990-12-31T15:59:60-08:00", 9));
}

TEST(Rfc3339, CutsOrRefusesDigitsBeyondNanoseconds) {
  const std::string text = "1985-04-12T23:20:50.12345678999999999999999999999Z";
  EXPECT_FALSE(parse_rfc3339_timestamp(text, 9));
  EXPECT_EQ(to_string(parse_rfc3339_timestamp(text).value()), "1985-04-12T23:20:50.123456789Z");
  EXPECT_FALSE(parse_rfc3339_timestamp("1985-04-12T23:20:50.Z", text.size()));
}

TEST(Timestamp, IsReadAsProgramsWriteIt) {
  for (const char* const text : {
           "2025-10-01 11:33:05.585757103 +0000 UTC",
           "2025-10-01 11:33:05.585757103 +0000 UTC m=+0.000012",
           "2025-10-02 00:33:05.585757103 +1300 NZDT",
           "2025-10-01T11:33:05.585757103Z",
           "2025-10-01t11:33:05.585757103z",
           "2025-10-01T11:33:05.5857571039Z",
           "2025-10-01 11:33:05.585757103+00:00",
           "2025-10-01T09:03:05.585757103-02:30",
           "2025-10-01 11:33:05.585757103 UTC",
       }) {
    EXPECT_EQ(to_string(parse_any_timestamp(text).value_or(Timestamp{})),
              "2025-10-01T11:33:05.585757103Z")
        << text;
  }
}

TEST(Timestamp, IsNothingElse) {
  for (const char* const text :
       {"", "2025-10-01", "2025-10-01T11:33:05", "2025-10-01 11:33:05.5", "2025-02-29T00:00:00Z",
        "2025-13-01T00:00:00Z", "2025-10-01T24:00:00Z", "2025-10-01T11:33:05.Z",
        "2025-10-01T11:33:05Zulu", "2025-10-01T11:33Z", "x2025-10-01T11:33:05Z",
        "2025-10-01T11:33:05+", "2025-10-01 11:33:05 +0000UTC", "-001-10-01T11:33:05Z"}) {
    EXPECT_FALSE(parse_any_timestamp(text)) << text;
  }
}

TEST(Rfc3339, IsReadStrictly) {
  EXPECT_TRUE(parse_rfc3339_timestamp("2025-10-01T11:33:05+13:00"));
  EXPECT_TRUE(parse_rfc3339_timestamp("2025-10-01T11:33:05.5Z"));
  for (const char* const text :
       {"2025-10-01 11:33:05Z", "2025-10-01T11:33:05+1300", "2025-10-01T11:33:05 +00:00",
        "2025-10-01T11:33:05z", "2025-10-01T11:33:05Z UTC"}) {
    EXPECT_FALSE(parse_rfc3339_timestamp(text)) << text;
  }
}

TEST(Timestamp, IsWrittenInUtc) {
  for (const char* const text :
       {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00.5Z", "2026-05-20T12:00:00.585757103Z",
        "9999-12-31T23:59:59.999999999Z"}) {
    EXPECT_EQ(to_string(parse_rfc3339_timestamp(text).value()), text);
  }
}

TEST(Timestamp, IsCountedWhereRfc3339CannotWriteIt) {
  const Timestamp last = parse_rfc3339_timestamp("9999-12-31T23:59:59Z").value();
  EXPECT_EQ(to_string(last + std::chrono::seconds{1}), "@253402300800");
  EXPECT_EQ(to_string(parse_rfc3339_timestamp("0000-01-01T00:00:00+00:01").value()),
            "@-62167219260");
  EXPECT_EQ(to_string(std::chrono::sys_seconds::max()), "@9223372036854775807");
}

TEST(Timestamp, IsCutToMultiplesOfAStep) {
  const Timestamp time = parse_rfc3339_timestamp("1969-12-31T23:59:58.75Z").value();
  EXPECT_EQ(to_string(floor_to(time, std::chrono::seconds{1})), "1969-12-31T23:59:58Z");
  EXPECT_EQ(to_string(floor_to(time, std::chrono::hours{1})), "1969-12-31T23:00:00Z");
  EXPECT_EQ(floor_to(time, nanoseconds{250'000'000}), time);
}

TEST(Date, IsADayOfTheCalendar) {
  EXPECT_EQ(parse_date("2024-02-29"), std::chrono::sys_days{std::chrono::year{2024} / 2 / 29});
  for (const char* const text : {"2025-02-29", "2025-2-01", "2025-02-01T", "", "2025-13-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
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
