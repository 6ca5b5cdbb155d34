#include "conformance/check/instant_text.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace mockmeter::conformance {
namespace {

const Timestamp kNow = parse_rfc3339_timestamp("2026-05-31T12:34:56Z").value();

TEST(InstantText, GoesOnFromACutNow) {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"now", "2026-05-31T12:34:56Z"},
      {"minute-90s", "2026-05-31T12:32:30Z"},
      {"hour-168h", "2026-05-24T12:00:00Z"},
      {"day+5d", "2026-06-05T00:00:00Z"},
      {"day-2d+9h+30m", "2026-05-29T09:30:00Z"},
      {"month-3M", "2026-02-01T00:00:00Z"},
      {"day-3M", "2026-02-28T00:00:00Z"},
      {"year-1y", "2025-01-01T00:00:00Z"},
      {"day@+13:00", "2026-05-31T13:00:00+13:00"},
      {"day-1d@-03:30", "2026-05-29T20:30:00-03:30"},
      {"day-1d@unix", "1780099200"}};
  for (const auto& [name, text] : rows) EXPECT_EQ(instant_text(name, kNow), text) << name;
}

TEST(InstantText, IsNothingElse) {
  for (const char* name : {"", "then", "now-", "now-7", "now-7w", "now 7d", "day@", "day@13"}) {
    EXPECT_FALSE(instant_text(name, kNow)) << name;
  }
}

TEST(Unit, EndsWhereTheNextBegins) {
  EXPECT_EQ(cut_to(Unit::kMonth, kNow), parse_rfc3339_timestamp("2026-05-01T00:00:00Z"));
  EXPECT_EQ(end_of(Unit::kMonth, *parse_rfc3339_timestamp("2024-02-01T00:00:00Z")),
            parse_rfc3339_timestamp("2024-03-01T00:00:00Z"));
  EXPECT_EQ(end_of(Unit::kHour, *parse_rfc3339_timestamp("2026-12-31T23:00:00Z")),
            parse_rfc3339_timestamp("2027-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace mockmeter::conformance
