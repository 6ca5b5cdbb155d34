// Series whose buckets hold times as numbers, beside what was measured.

#include <gtest/gtest.h>

#include <atomic>

#include "server/control/faults/kinds/kinds.h"

namespace mockmeter {
namespace {

constexpr std::string_view kBuckets = R"({"data":[
  {"begin":1000,"end":2000,"rows":[{"who":"a","is_big":true,"n":5,"of":{"n":1}},{"who":"b","n":7}]},
  {"begin":2000,"end":3000,"rows":[{"who":"a","is_big":true,"n":6,"of":{"n":3}},{"who":"b","n":9}]},
  {"begin":3000,"end":3600,"rows":[{"who":"b","n":4},{"who":"a","is_big":false,"n":8}]}]})";

/// The rows of every bucket as the fault leaves them; the times must stay.
std::vector<Json> rows_after(bool (*apply_faults)(const FaultTarget&), std::int64_t number = 0) {
  static constexpr SeriesPath kSeries[] = {
      {.path = "/data", .time_member = "begin", .values = "/rows"}};
  OperationInfo operation;
  operation.series = kSeries;
  const Request request;
  const World world;
  const VariantSelection variants;
  std::atomic<std::uint64_t> next{0};
  Serial serial(next);
  const RequestContext context{request, {}, world, variants, from_unix_seconds(3'600), serial};
  Fault fault;
  fault.number = number;
  Response response = json_response(200, std::string(kBuckets));
  EXPECT_TRUE(apply_faults({response, fault, context, operation}));
  const Json plain = Json::parse(kBuckets);
  const Json spoilt = Json::parse(response.body);
  std::vector<Json> rows;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(spoilt["data"][i]["begin"], plain["data"][i]["begin"]);
    EXPECT_EQ(spoilt["data"][i]["end"], plain["data"][i]["end"]);
    rows.push_back(spoilt["data"][i]["rows"]);
  }
  return rows;
}

TEST(FaultSeries, LateDataReadsUnixSeconds) {
  const auto rows = rows_after(faults::late_data, 1'600'000);  // since 2000
  EXPECT_EQ(rows[0][0]["n"], 5);
  EXPECT_EQ(rows[1].dump(), R"([{"who":"a","is_big":true,"n":0,"of":{"n":0}},{"who":"b","n":0}])");
  EXPECT_EQ(rows[2][0]["n"], 0);
}

TEST(FaultSeries, NullPointLeavesTheTimes) {
  const auto rows = rows_after(faults::null_point);
  EXPECT_EQ(rows[1][0]["n"], 6);
  EXPECT_EQ(rows[2].dump(), R"([{"who":"b","n":null},{"who":"a","is_big":false,"n":null}])");
}

TEST(FaultSeries, CounterResetCountsFromTheRowThatIsAboutTheSame) {
  const auto rows = rows_after(faults::counter_reset);
  EXPECT_EQ(rows[0][1]["n"], 7);
  EXPECT_EQ(rows[1].dump(), R"([{"who":"a","is_big":true,"n":0,"of":{"n":0}},{"who":"b","n":0}])");
  EXPECT_EQ(rows[2][0]["n"], 0) << "4 is less than 9";
  EXPECT_EQ(rows[2][1]["n"], 8) << "no row of the middle is like it";
}

}  // namespace
}  // namespace mockmeter
