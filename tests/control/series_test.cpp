#include "server/control/series.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

std::optional<Instant> time_of(const char* bucket) {
  return time_of_bucket(Json::parse(bucket), "at");
}

TEST(Series, ReadsWhenABucketIs) {
  const Instant noon = parse_rfc3339("2026-05-20T12:00:00Z").value();
  EXPECT_EQ(time_of(R"({"at": 1779278400})"), noon);
  EXPECT_EQ(time_of(R"({"at": "2026-05-20T12:00:00Z"})"), noon);
  EXPECT_EQ(time_of(R"({"at": "2026-05-20 12:00:00.5 +0000 UTC"})"),
            noon + std::chrono::milliseconds(500));
  EXPECT_EQ(time_of(R"({"at": 9223372036854775807})"), kLatest);
}

TEST(Series, ABucketWithoutATimeHasNone) {
  for (const char* bucket : {"{}", R"({"at": null})", R"({"at": "x +0000 UTC"})",
                             R"({"at": " +0000 UTC"})", "7", "null", R"(["at"])"}) {
    EXPECT_EQ(time_of(bucket), std::nullopt) << bucket;
  }
}

}  // namespace
}  // namespace mockmeter
