#include "conformance/setup/http_dates.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

TEST(Soon, IsFourSecondsAwayInEveryFormOfAnHttpDate) {
  // The moment that RFC 9110, 5.6.7 writes in all three forms, less four seconds.
  const Instant now = from_unix_seconds(784'111'777 - 4);
  EXPECT_EQ(http_dates(now), (Json{{"in_4s.imf_fixdate", "Sun, 06 Nov 1994 08:49:37 GMT"},
                                   {"in_4s.rfc850_date", "Sunday, 06-Nov-94 08:49:37 GMT"},
                                   {"in_4s.asctime_date", "Sun Nov  6 08:49:37 1994"}}));
}

}  // namespace
}  // namespace mockmeter::conformance
