#include "base/time/instant.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

struct Parsed {
  const char* text;
  std::int64_t unix_second;
  std::int64_t nanos = 0;
};

TEST(Instant, ReadsRfc3339) {
  const Parsed cases[] = {
      {"1970-01-01T00:00:00Z", 0},
      {"2026-05-20T12:00:00Z", 1779278400},
      {"2026-05-20T12:00:00+00:00", 1779278400},
      {"2026-05-20T12:00:00-00:00", 1779278400},
      {"2026-05-20T14:30:00+02:30", 1779278400},
      {"2026-05-19T12:01:00-23:59", 1779278400},
      {"2026-05-21T11:59:00+23:59", 1779278400},
      {"2026-05-20T12:00:00.5Z", 1779278400, 500'000'000},
      {"2026-05-20T12:00:00.000000001Z", 1779278400, 1},
      {"2026-05-20T12:00:00.123456789+00:00", 1779278400, 123'456'789},
      {"1969-12-31T23:59:59.999999999Z", -1, 999'999'999},
      {"2024-02-29T00:00:00Z", 1709164800},
      {"2000-02-29T23:59:59Z", 951868799},
  };
  for (const Parsed& c : cases) {
    const auto parsed = parse_rfc3339(c.text);
    ASSERT_TRUE(parsed) << c.text;
    EXPECT_EQ(*parsed, Instant{seconds{c.unix_second}} + nanoseconds{c.nanos}) << c.text;
  }
}

TEST(Instant, ReadsEitherCaseWherePeopleWriteToUs) {
  for (const char* text :
       {"2026-05-20t12:00:00z", "2026-05-20T12:00:00z", "2026-05-20T12:00:00Z"}) {
    EXPECT_EQ(parse_rfc3339_any_case(text), from_unix_seconds(1779278400)) << text;
  }
  EXPECT_EQ(parse_rfc3339_any_case("2026-05-20 12:00:00z"), std::nullopt);
}

TEST(Instant, RefusesWhatIsNotRfc3339) {
  const char* const cases[] = {
      "",
      "2026-05-20",
      "2026-05-20T12:00:00",
      "2026-05-20T12:00Z",
      "2026-05-20t12:00:00Z",
      "2026-05-20T12:00:00z",
      "2026-05-20 12:00:00Z",
      "2026-5-20T12:00:00Z",
      "2026-05-20T1:00:00Z",
      "26-05-20T12:00:00Z",
      "+2026-05-20T12:00:00Z",
      "12026-05-20T12:00:00Z",
      "2026-00-20T12:00:00Z",
      "2026-13-20T12:00:00Z",
      "2026-05-00T12:00:00Z",
      "2026-05-32T12:00:00Z",
      "2026-04-31T12:00:00Z",
      "2026-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z",
      "2026-05-20T24:00:00Z",
      "2026-05-20T12:60:00Z",
      "2026-05-20T12:00:60Z",
      "2016-12-31T23:59:60Z",
      "2026-05-20T12:00:00.Z",
      "2026-05-20T12:00:00,5Z",
      "2026-05-20T12:00:00.1234567890Z",
      "2026-05-20T12:00:00.99999999999999999999999999999999Z",  // more than 64 bits
      "2026-05-20T12:00:60.5Z",                                 // a fraction behind a fault
      "2026-05-20T12:0x.5Z",
      "2026-05-20T12:00:00+0200",
      "2026-05-20T12:00:00+2:00",
      "2026-05-20T12:00:00+24:00",
      "2026-05-20T12:00:00+02:60",
      "2026-05-20T12:00:00+02",
      "2026-05-20T12:00:00 02:00",
      "2026-05-20T12:00:00ZZ",
      "2026-05-20T12:00:00Z ",
      " 2026-05-20T12:00:00Z",
      "2026-05-20T12:00:-1Z",
      "2026/05/20T12:00:00Z",
      "now",
  };
  for (const char* text : cases) EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Instant, RefusesEveryPrefixOfAGoodText) {
  const std::string good = "2026-05-20T12:00:00.25+02:30";
  ASSERT_TRUE(parse_rfc3339(good));
  for (std::size_t n = 0; n < good.size(); ++n) EXPECT_FALSE(parse_rfc3339(good.substr(0, n)));
}

TEST(Instant, ClampsToTheRangeThatArithmeticMayRelyOn) {
  EXPECT_EQ(parse_rfc3339("0000-01-01T00:00:00+23:59"), kEarliest);
  EXPECT_EQ(parse_rfc3339("1699-12-31T23:59:59.999Z"), kEarliest);
  EXPECT_EQ(parse_rfc3339("1700-01-01T00:00:00.25Z"), kEarliest + nanoseconds{250'000'000});
  EXPECT_EQ(parse_rfc3339("2199-12-31T23:59:59Z"), kLatest - seconds{1});
  EXPECT_EQ(parse_rfc3339("2200-01-01T00:00:00.5Z"), kLatest);
  EXPECT_EQ(parse_rfc3339("9999-12-31T23:59:59.999999999-23:59"), kLatest);
}

struct Layout {
  Instant instant;
  const char* rfc3339;
  const char* go_string;
  const char* go_millis;
};

TEST(Instant, WritesTheLayouts) {
  const Instant noon{seconds{1779278400}};
  const Layout cases[] = {
      {noon, "2026-05-20T12:00:00Z", "2026-05-20 12:00:00 +0000 UTC",
       "2026-05-20 12:00:00.000 +0000 UTC"},
      {noon + nanoseconds{585'757'103}, "2026-05-20T12:00:00.585757103Z",
       "2026-05-20 12:00:00.585757103 +0000 UTC", "2026-05-20 12:00:00.585 +0000 UTC"},
      {noon + nanoseconds{120'000'000}, "2026-05-20T12:00:00.12Z",
       "2026-05-20 12:00:00.12 +0000 UTC", "2026-05-20 12:00:00.120 +0000 UTC"},
      {noon + nanoseconds{1'000'100}, "2026-05-20T12:00:00.0010001Z",
       "2026-05-20 12:00:00.0010001 +0000 UTC", "2026-05-20 12:00:00.001 +0000 UTC"},
      {noon + nanoseconds{999'999'999}, "2026-05-20T12:00:00.999999999Z",
       "2026-05-20 12:00:00.999999999 +0000 UTC", "2026-05-20 12:00:00.999 +0000 UTC"},
      {Instant{nanoseconds{-1}}, "1969-12-31T23:59:59.999999999Z",
       "1969-12-31 23:59:59.999999999 +0000 UTC", "1969-12-31 23:59:59.999 +0000 UTC"},
  };
  for (const Layout& c : cases) {
    std::string rfc3339 = "[";
    append_rfc3339(rfc3339, c.instant);
    EXPECT_EQ(rfc3339, std::string("[") + c.rfc3339);
    EXPECT_EQ(format_rfc3339(c.instant), c.rfc3339);
    std::string go_string;
    append_go_string(go_string, c.instant);
    EXPECT_EQ(go_string, c.go_string);
    std::string go_millis;
    append_go_millis(go_millis, c.instant);
    EXPECT_EQ(go_millis, c.go_millis);
  }
}

TEST(Instant, SurvivesTheRoundTripThroughText) {
  const auto range = static_cast<std::uint64_t>(unix_seconds(kLatest) - unix_seconds(kEarliest));
  std::mt19937_64 random(1);  // the same numbers each time
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const auto second = static_cast<std::int64_t>(random() % range);
    const auto nanos = static_cast<std::int64_t>(random() % 1'000'000'000);
    const Instant instant =
        from_unix_seconds(unix_seconds(kEarliest) + second) + nanoseconds{i % 3 == 0 ? 0 : nanos};
    ASSERT_EQ(parse_rfc3339(format_rfc3339(instant)), instant) << format_rfc3339(instant);
  }
}

TEST(Instant, CountsUnixSecondsRoundedDown) {
  EXPECT_EQ(unix_seconds(Instant{nanoseconds{1'999'999'999}}), 1);
  EXPECT_EQ(unix_seconds(Instant{nanoseconds{-1}}), -1);
  EXPECT_EQ(unix_seconds(from_unix_seconds(-7)), -7);
}

TEST(Instant, IsWrittenWithThreeDigitsOfItsFraction) {
  EXPECT_EQ(format_rfc3339_millis(from_unix_seconds(1779278400)), "2026-05-20T12:00:00.000Z");
  EXPECT_EQ(format_rfc3339_millis(Instant{} - nanoseconds{1}), "1969-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace mockmeter
