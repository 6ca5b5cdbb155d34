#include "conformance/drift/series.h"

#include <gtest/gtest.h>

#include <array>

namespace mockmeter::conformance::drift {
namespace {

constexpr std::array<SeriesPath, 1> kSeriesPaths{SeriesPath{"/rows/*/points", "at", false, ""}};

SeriesFacts facts(const char* points) {
  return series_facts(Json::parse(R"({"rows": [{"points": )" + std::string(points) + "}]}"),
                      kSeriesPaths);
}

TEST(DriftSeries, FindsWhatIsInOrder) {
  const SeriesFacts good =
      facts(R"([{"at": 0}, {"at": 3600}, {"at": 7200}, {"at": 10800}, {"at": 12000}])");
  EXPECT_EQ(good.ordered, 1U);
  EXPECT_EQ(good.spaced, 1U);
  EXPECT_EQ(good.unsorted + good.repeated + good.gapped, 0U);
}

TEST(DriftSeries, FindsWhatIsNot) {
  const SeriesFacts unsorted =
      facts(R"([{"at": "2026-05-19T00:00:00Z"}, {"at": "2026-05-18T00:00:00Z"}])");
  EXPECT_EQ(unsorted.unsorted, 1U);
  EXPECT_EQ(unsorted.spaced, 0U);
  EXPECT_EQ(facts(R"([{"at": 0}, {"at": 60}, {"at": 60}, {"at": 120}])").repeated, 1U);
  const SeriesFacts twice = facts(R"([{"at": 0}, {"at": 0}, {"at": 60}, {"at": 60}, {"at": 120},
                                      {"at": 120}, {"at": 180}, {"at": 180}])");
  EXPECT_EQ(twice.repeated, 1U);
  EXPECT_EQ(twice.spaced, 1U);
  EXPECT_EQ(twice.gapped, 0U) << "a bucket that is there twice leaves no gap";
  EXPECT_EQ(facts(R"([{"at": 0}, {"at": 60}, {"at": 180}, {"at": 240}, {"at": 300}])").gapped, 1U);
}

TEST(DriftSeries, MonthsAreNoGaps) {
  EXPECT_EQ(facts(R"([{"at": "2026-01-01T00:00:00Z"}, {"at": "2026-02-01T00:00:00Z"},
                      {"at": "2026-03-01T00:00:00Z"}, {"at": "2026-04-01T00:00:00Z"}])")
                .gapped,
            0U);
}

TEST(DriftSeries, LeavesOutWhatHasNoTimes) {
  for (const char* points : {"null", "[]", "[null, null]", R"([{"at": 0}])", R"([{"at": "x"}, {}])",
                             "[[0], [1]]", "{}"}) {
    EXPECT_EQ(facts(points).ordered, 0U) << points;
  }
}

}  // namespace
}  // namespace mockmeter::conformance::drift
