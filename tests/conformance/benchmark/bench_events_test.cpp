#include "conformance/benchmark/bench_events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records.h"

namespace mockmeter::conformance {
namespace {

TEST(BenchEvents, OneLineWithWhatAChartNeeds) {
  const std::string line = bench_ndjson(a_record());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const Json event = Json::parse(line);
  EXPECT_EQ(event["type"], "bench");
  const Json& rows = event["rows"];
  ASSERT_EQ(rows.size(), 3U);
  const Json& client = rows[1];
  EXPECT_EQ(client["client"], "acme 2.4.1");
  EXPECT_EQ(client["load"], "8 in flight");
  EXPECT_EQ(client["calls_per_second"], 200);
  EXPECT_EQ(client["spread"], 1);
  EXPECT_NEAR(client["p50_ms"].get<double>(), 16, 16 / 64.0);
  EXPECT_NEAR(client["p99_ms"].get<double>(), 16, 16 / 64.0);
  EXPECT_EQ(rows[2]["load"], "open loop");
  EXPECT_EQ(rows[2]["rate"], 150);
  EXPECT_EQ(rows[0]["rate"], nullptr);
}

TEST(BenchEvents, FiguresArePerCall) {
  const Json client = bench_row(a_record().rows[1]);
  EXPECT_EQ(client["calls"], 401);
  EXPECT_EQ(client["failed"], 1);
  EXPECT_EQ(client["failed_by_kind"], (Json{{"crash", 1}}));
  EXPECT_EQ(client["first_failure"], "crash: it ended with SIGKILL");
  EXPECT_NEAR(client["requests_per_call"].get<double>(), (1 + 300 / 301.0) / 2, 0.001);
  EXPECT_NEAR(client["cpu_us_per_call"].get<double>(), 100, 0.5);
  EXPECT_EQ(client["memory_bytes"], 25'000'300);
  EXPECT_EQ(client["in_flight"], 4);
  const Json ceiling = bench_row(a_record().rows[0]);
  EXPECT_EQ(ceiling["bytes_sent_per_call"], 150);
  EXPECT_EQ(ceiling["bytes_received_per_call"], 2400);
  EXPECT_EQ(ceiling["memory_bytes"], nullptr);
  EXPECT_EQ(ceiling["cpu_us_per_call"], nullptr);
}

TEST(BenchEvents, TheDocumentSaysWhatWasMeasuredAndWhatWasOdd) {
  const Json document = Json::parse(bench_json(a_record()));
  EXPECT_EQ(document["version"], "1.2.3");
  EXPECT_EQ(document["operation"], "upstash.list_qstash_users");
  EXPECT_EQ(document["interrupted"], true);
  EXPECT_EQ(document["noisy"].size(), 1U);
  EXPECT_EQ(document["machine"]["ceiling_spread"], 0.31);
  EXPECT_EQ(document["rows"].size(), 3U);
  EXPECT_FALSE(document.contains("type"));
  EXPECT_EQ(document["rows"][2]["complete"], false);
}

TEST(BenchEvents, BytesThatAreNoUtf8StillMakeAReport) {
  BenchRecord record = a_record();
  record.rows[1].client = "acme \xff";
  EXPECT_NO_THROW(bench_ndjson(record));
  EXPECT_NO_THROW(bench_json(record));
}

}  // namespace
}  // namespace mockmeter::conformance
