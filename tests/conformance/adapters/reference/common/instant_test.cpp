#include "conformance/adapters/reference/common/instant.h"

#include <gtest/gtest.h>

namespace reference {
namespace {

/// The instant in UTC; "" = the text is none.
std::string in_utc(std::string_view text) {
  const auto time = parse_wall_time(text);
  return time ? to_text(time->instant()) : "";
}

TEST(Instant, ReadsRfc3339AndWhatGoPrints) {
  EXPECT_EQ(in_utc("2025-10-01T11:33:05Z"), "2025-10-01T11:33:05Z");
  EXPECT_EQ(in_utc("2025-10-01t11:33:05.5857571039z"), "2025-10-01T11:33:05.585757103Z");
  EXPECT_EQ(in_utc("2025-10-01 11:33:05.50+13:30"), "2025-09-30T22:03:05.5Z");
  EXPECT_EQ(in_utc("2025-10-01T11:33:60-00:30"), "2025-10-01T12:04:00Z");
  EXPECT_EQ(in_utc("2025-10-01 11:33:05.585757103 +0200 CEST m=+0.000"),
            "2025-10-01T09:33:05.585757103Z");
}

TEST(Instant, RefusesWhatIsNone) {
  for (const char* text :
       {"", "2025-10-01", "2025-10-01T11:33:05", "2025-10-01T11:33:05.Z", "2025-1-01T11:33:05Z",
        "2025-02-29T11:33:05Z", "2025-10-01T24:00:00Z", "2025-10-01T11:60:05Z",
        "2025-10-01T11:33:61Z", "2025-10-01T11:33:05+1300", "2025-10-01T11:33:05+13:00 ",
        "2025-10-01T11:33:05+24:00", "2025-10-01 11:33:05 +00:00", "2262-01-01T00:00:00Z",
        "1677-12-31T00:00:00Z", "2025-10-01X11:33:05Z"}) {
    EXPECT_EQ(in_utc(text), "") << text;
  }
}

}  // namespace
}  // namespace reference
