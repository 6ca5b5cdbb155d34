#include "conformance/evaluation/assertions/schemas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

const Json kAddresses = Json::array({"76.76.21.0/24"});
constexpr const char* kIpv4 = "upstash.list_qstash_ipv4";
constexpr const char* kIpv4Path = "/v2/qstash/ipv4";

std::string harness_error(const char* given, const Exchange& exchange) {
  TraceBuilder scene(Json::object());
  scene.subject.given = Json::parse(given);
  scene.with({call_of(kIpv4)}, {result(1)}, {exchange});
  return scene.evaluated().harness_error;
}

TEST(ServedDocument, IsValidForItsOperation) {
  const struct {
    const char* given;
    Exchange exchange;
    bool broken;
  } kRows[] = {
      {"{}", get(kIpv4Path, 200, kAddresses), false},
      {"{}", get(kIpv4Path, 200, Json::array({7})), true},
      {"{}", get("/v2/qstash/users", 200, Json::array()), false},
      {"{}", get("/v2/qstash/users", 200, Json::array({7})), true},
      {"{}", get("/nowhere", 200, 7), false},
      {"{}", get(kIpv4Path, 404, "no such thing"), false},
      {"{}", get(kIpv4Path, 404, 7), true},
      {"{}", get(kIpv4Path, 302, 7), false},
      {R"({"faults":["null-series"]})", get(kIpv4Path, 200, 7), false},
      {R"({"script":[{}]})", get(kIpv4Path, 200, kAddresses), false},
      {R"({"script":[{}]})", get(kIpv4Path, 200, 7), true},
      {R"({"script":[{}]})", get("/nowhere", 200, 7), true},
      {R"({"script":[{}]})", get(kIpv4Path, 503, 7), true},
      {R"({"script":[{"schema_violation":"why"}]})", get(kIpv4Path, 200, 7), false},
      {R"({"script":[]})", get(kIpv4Path, 500, 7), false},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(!harness_error(row.given, row.exchange).empty(), row.broken)
        << row.given << row.exchange.target << row.exchange.response_body;
  }
}

TEST(ServedDocument, IsToldInWords) {
  EXPECT_EQ(harness_error("{}", get(kIpv4Path, 200, 7)),
            "response 1 (200) breaks the schema of upstash.list_qstash_ipv4: expected an array, "
            "found 7");
  Exchange garbage = get(kIpv4Path, 200, 7);
  garbage.response_body = "<html>";
  EXPECT_EQ(harness_error("{}", garbage),
            "response 1 (200) breaks the schema of upstash.list_qstash_ipv4: no JSON");
}

/// gzip -n of "[7]".
const std::string kZippedSeven(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x8b\x36\x8f\x05\x00\x3e\x95\x75\x1a\x03\x00\x00\x00",
    23);

TEST(ServedDocument, IsReadThroughItsCoding) {
  Exchange exchange = get(kIpv4Path, 200, 7);
  exchange.response_headers.emplace_back("Content-Encoding", "");
  exchange.response_body = kZippedSeven;
  for (const char* name : {"gzip", "x-gzip"}) {
    exchange.response_headers.back().second = name;
    EXPECT_THAT(harness_error("{}", exchange), ::testing::EndsWith("found 7"));
  }
  exchange.response_body.resize(12);
  EXPECT_THAT(harness_error("{}", exchange), ::testing::EndsWith("no JSON"));
  exchange.response_headers.back().second = "br";
  EXPECT_THAT(harness_error("{}", exchange), ::testing::EndsWith("no JSON"));
}

TEST(ServedDocument, CountsElsewhereToo) {
  TraceBuilder scene(Json::object());
  scene.subject.given = Json::parse(R"({"script":[{"status":302}],"second_server":[{}]})");
  scene.with({call_of(kIpv4)}, {result(1)}, {get(kIpv4Path, 302, nullptr)});
  scene.trace.second_exchanges = {get(kIpv4Path, 200, 7)};
  EXPECT_NE(scene.evaluated().harness_error, "");
  scene.trace.second_exchanges = {get(kIpv4Path, 200, kAddresses)};
  EXPECT_EQ(scene.evaluated().harness_error, "");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
