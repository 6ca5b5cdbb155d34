#include "server/providers/neon/go_time.h"

#include <gtest/gtest.h>

namespace mockmeter::neon {
namespace {

std::string read(std::string_view text) {
  const GoTime time = parse_go_time(text);
  return time.error.empty() ? format_rfc3339(time.instant) : time.error;
}

/// The message for a text of which `rest` cannot be read as `element`.
std::string cannot(std::string_view text, std::string_view rest, std::string_view element) {
  return "parsing time \"" + std::string(text) +
         "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + std::string(rest) + "\" as \"" +
         std::string(element) + "\"";
}

TEST(GoTime, ReadsWhatGoReads) {
  struct Case {
    const char* text;
    const char* instant;
  };
  constexpr Case kCases[] = {
      {"2024-03-15T15:30:00Z", "2024-03-15T15:30:00Z"},
      {"2024-03-15T15:30:00.123Z", "2024-03-15T15:30:00.123Z"},
      {"2024-03-15T15:30:00,5Z", "2024-03-15T15:30:00.5Z"},
      {"2024-03-15T15:30:00.1234567899Z", "2024-03-15T15:30:00.123456789Z"},
      {"2024-03-15T00:30:00+02:00", "2024-03-14T22:30:00Z"},
      {"2024-03-14T22:30:00-01:30", "2024-03-15T00:00:00Z"},
      {"2024-03-15T5:30:00Z", "2024-03-15T05:30:00Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"0001-01-01T00:00:00Z", "1700-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "2200-01-01T00:00:00Z"},
  };
  for (const Case& c : kCases) EXPECT_EQ(read(c.text), c.instant) << c.text;
}

TEST(GoTime, SaysWhatGoCannotParse) {
  struct Case {
    const char* text;
    const char* rest;
    const char* element;
  };
  constexpr Case kCases[] = {
      {"", "", "2006"},
      {"yesterday", "yesterday", "2006"},
      {"2024-03-15", "", "T"},
      {"2024-03-15t15:30:00Z", "t15:30:00Z", "T"},
      {"2024-03-15 15:30:00Z", " 15:30:00Z", "T"},
      {"2024-03-15T15:30:00z", "z", "Z07:00"},
      {"2024-03-15T15:30:00", "", "Z07:00"},
      {"2024-03-15T15:30:00 02:00", " 02:00", "Z07:00"},
      {"2024-03-15T15:30:00+0200", "+0200", "Z07:00"},
      {"2024-03-15T15:30Z", "Z", ":"},
      {"2024-3-15T15:30:00Z", "3-15T15:30:00Z", "01"},
      {"2024-03-5T15:30:00Z", "5T15:30:00Z", "02"},
      {"2024-03-15Tnoon", "noon", "15"},
      {"20240315", "0315", "-"},
      {"1710516600", "516600", "-"},
  };
  for (const Case& c : kCases) EXPECT_EQ(read(c.text), cannot(c.text, c.rest, c.element)) << c.text;
}

TEST(GoTime, NamesTheNumberThatIsOutOfRange) {
  const auto out = [](const char* text, const char* what) {
    EXPECT_EQ(read(text), "parsing time \"" + std::string(text) + "\": " + what + " out of range");
  };
  out("2024-13-15T15:30:00Z", "month");
  out("2024-00-15T15:30:00Z", "month");
  out("2024-02-30T15:30:00Z", "day");
  out("2023-02-29T15:30:00Z", "day");
  out("2024-03-00T15:30:00Z", "day");
  out("2024-03-15T24:00:00Z", "hour");
  out("2024-03-15T15:60:00Z", "minute");
  out("2024-03-15T15:30:60Z", "second");
  out("2024-03-15T15:30:00+25:00", "time zone offset hour");
  out("2024-03-15T15:30:00+02:61", "time zone offset minute");
}

TEST(GoTime, QuotesLikeGo) {
  EXPECT_EQ(read("\"\\\xc3\xa9"),
            "parsing time \"\\\"\\\\\\xc3\\xa9\" as \"2006-01-02T15:04:05Z07:00\": cannot parse "
            "\"\\\"\\\\\\xc3\\xa9\" as \"2006\"");
  EXPECT_EQ(read("2024-03-15T15:30:00Zulu"),
            "parsing time \"2024-03-15T15:30:00Zulu\": extra text: \"ulu\"");
}

}  // namespace
}  // namespace mockmeter::neon
