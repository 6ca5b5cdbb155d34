#include "conformance/evaluation/values/moment.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using std::chrono::nanoseconds;

Timestamp moment(const char* text) {
  const auto read = parse_any_timestamp(text);
  EXPECT_TRUE(read) << text;
  return read.value_or(Timestamp{});
}

TEST(Timestamp, ReadsEveryUnitSince1970) {
  const struct {
    const char* number;
    const char* instant;
  } kRows[] = {
      {"1759318385", "2025-10-01T11:33:05Z"},
      {"1759318385.585757103", "2025-10-01T11:33:05.585757103Z"},
      {"1759318385585", "2025-10-01T11:33:05.585Z"},
      {"1759318385585.757", "2025-10-01T11:33:05.585757Z"},
      {"1759318385585757", "2025-10-01T11:33:05.585757Z"},
      {"1759318385585757103", "2025-10-01T11:33:05.585757103Z"},
      {"1.7593183855E9", "2025-10-01T11:33:05.5Z"},
      {"0", "1970-01-01T00:00:00Z"},
      {"-0.25", "1969-12-31T23:59:59.75Z"},
      {"1e-999999999", "1970-01-01T00:00:00Z"},
  };
  for (const auto& row : kRows) {
    const auto read = timestamp_of_epoch(*parse_decimal(row.number));
    ASSERT_TRUE(read) << row.number;
    EXPECT_EQ(to_string(*read), row.instant) << row.number;
  }
  EXPECT_FALSE(timestamp_of_epoch(*parse_decimal("1e20")));
  EXPECT_FALSE(timestamp_of_epoch(*parse_decimal("1e999999999")));
}

TEST(Timestamp, IsCutOrRoundedToTheResolution) {
  const Timestamp served = moment("2025-10-01T11:33:05.585757703Z");
  const struct {
    const char* reported;
    std::int64_t resolution;
    bool same;
  } kRows[] = {
      {"2025-10-01T11:33:05.585757703Z", 1, true},
      {"2025-10-01T11:33:05.585757702Z", 1, false},
      {"2025-10-01T11:33:05.585757Z", 1'000, true},
      {"2025-10-01T11:33:05.585758Z", 1'000, true},
      {"2025-10-01T11:33:05.585759Z", 1'000, false},
      {"2025-10-01T11:33:05.585757Z", 1, false},
      {"2025-10-01T11:33:05.585Z", 1'000'000, true},
      {"2025-10-01T11:33:05.585999Z", 1'000'000, true},
      {"2025-10-01T11:33:06Z", 1'000'000'000, true},
      {"2025-10-01T11:33:05Z", 1'000'000'000, true},
      {"2025-10-01T11:33:04Z", 1'000'000'000, false},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(same_timestamp(served, moment(row.reported), nanoseconds(row.resolution)), row.same)
        << row.reported << " " << row.resolution;
  }
}

TEST(Timestamp, SaysWhatADifferenceLooksLike) {
  const struct {
    const char* actual;
    const char* words;
  } kRows[] = {
      {"2025-09-30T22:33:05.5Z",
       "-13 h: the zone of this run, Pacific/Auckland; the text was read as local time"},
      {"2025-10-02T00:33:05.5Z",
       "+13 h: the zone of this run, Pacific/Auckland; local time was given as if it were UTC"},
      {"2025-10-01T09:33:05.5Z", "-2 h: an offset from UTC was lost, or counted twice"},
      {"2025-10-01T11:33:05Z", "-0.5 s: the fraction of the second is lost"},
      {"2025-10-01T11:33:07.75Z", "+2.25 s"},
      {"2025-10-01T11:34:05.5Z", "+1 min"},
      {"1970-01-21T08:41:58.385Z", "-1757559067.115 s: seconds were taken for milliseconds"},
  };
  const Timestamp expected = moment("2025-10-01T11:33:05.5Z");
  for (const auto& row : kRows) {
    EXPECT_EQ(difference_words(expected, moment(row.actual)), row.words);
  }
}

TEST(Timestamp, KnowsTheYearOne) {
  const Timestamp zero = moment("0001-01-01T00:00:00Z");
  EXPECT_EQ(to_string(zero), "0001-01-01T00:00:00Z");
  EXPECT_NE(difference_words(moment("2025-10-01T11:33:05Z"), zero).find("year 1"),
            std::string::npos);
}

}  // namespace
}  // namespace mockmeter::conformance
