// WireMock's settings: how they are read and shown, and what they do to answers.

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "server/control/admin/admin.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

class SettingsTest : public ::testing::Test {
 protected:
  Response ask(std::string_view method, const std::string& body = "") {
    return handle_admin(mock_, make_request(method, "/__admin/settings", {}, body));
  }
  Json put(const std::string& body) { return body_of(ask("PUT", body))["settings"]; }
  std::chrono::milliseconds delay() {
    return get(mock_, "/v2/qstash/users", kUpstashKey).delivery.delay;
  }
  std::vector<std::int64_t> delays(int count) {
    std::vector<std::int64_t> all;
    for (int i = 0; i < count; ++i) all.push_back(delay().count());
    return all;
  }
  Mock mock_{make_settings()};
};

TEST_F(SettingsTest, BeginEmptyInWireMocksShape) {
  EXPECT_EQ(body_of(ask("GET")).dump(),
            R"({"settings":{"fixedDelay":null,"delayDistribution":null,)"
            R"("extended":{"rateLimits":"off","lifecycle":"on"},"proxyPassThrough":false}})");
}

TEST_F(SettingsTest, AreShownAsTheyWereGiven) {
  for (const char* distribution :
       {R"({"type":"fixed","milliseconds":20})", R"({"type":"uniform","lower":5,"upper":10})",
        R"({"type":"lognormal","median":80.0,"sigma":0.4})",
        R"({"type":"lognormal","median":80.0,"sigma":0.4,"maxValue":200.0})"}) {
    const Json shown = put(std::string(R"({"delayDistribution":)") + distribution + "}");
    EXPECT_EQ(shown["delayDistribution"].dump(), distribution);
    EXPECT_EQ(body_of(ask("GET"))["settings"], shown);
  }
}

TEST_F(SettingsTest, MayComeAsTheyAreShown) {
  Json shown = body_of(ask("GET"));
  shown["settings"]["fixedDelay"] = 7;
  EXPECT_EQ(body_of(ask("POST", shown.dump())), shown);
  EXPECT_EQ(delay(), std::chrono::milliseconds(7));
}

TEST_F(SettingsTest, DelaysThatAreNotNamedAreGoneTheOthersStay) {
  put(R"({"fixedDelay":500,"extended":{"rateLimits":"on","lifecycle":"off"}})");
  const Json next = put(R"({"delayDistribution":{"type":"fixed","milliseconds":1}})");
  EXPECT_TRUE(next["fixedDelay"].is_null());
  EXPECT_EQ(next["extended"]["rateLimits"], "on");
  EXPECT_EQ(next["extended"]["lifecycle"], "off");
  const Json last = put(R"({"extended":{"rateLimits":"off"}})");
  EXPECT_EQ(last["extended"]["rateLimits"], "off");
  EXPECT_EQ(last["extended"]["lifecycle"], "off");
}

TEST_F(SettingsTest, BothDelaysHoldAResponseBackTogether) {
  put(R"({"fixedDelay":100,"delayDistribution":{"type":"fixed","milliseconds":20}})");
  EXPECT_EQ(delay(), std::chrono::milliseconds(120));
  EXPECT_EQ(get(mock_, "/v2/qstash/users").delivery.delay, std::chrono::milliseconds(120))
      << "an error, too";
  EXPECT_EQ(get(mock_, "/robots.txt").delivery.delay, std::chrono::milliseconds(0));
  EXPECT_EQ(ask("GET").delivery, Delivery{}) << "never the control plane's own";
}

TEST_F(SettingsTest, DrawsAreTheSameForTheSameSeedAndBeginAnew) {
  const char* kUniformDelay =
      R"({"delayDistribution":{"type":"uniform","lower":0,"upper":1000000}})";
  put(kUniformDelay);
  const auto first = delays(20);
  EXPECT_GT((std::set<std::int64_t>(first.begin(), first.end())).size(), 15U);
  put(kUniformDelay);
  EXPECT_EQ(delays(20), first);
  Mock other(make_settings({.seed = 2}));
  handle_admin(other, make_request("PUT", "/__admin/settings", {}, kUniformDelay));
  EXPECT_NE(get(other, "/v2/qstash/users", kUpstashKey).delivery.delay.count(), first.front());
}

TEST_F(SettingsTest, AResponseHeldBackIsNotGivenAgain) {
  EXPECT_TRUE(get(mock_, "/v2/qstash/users", kUpstashKey).on_cache_hit);
  const std::uint64_t before = mock_.generation();
  put(R"({"fixedDelay":1})");
  EXPECT_GT(mock_.generation(), before);
  EXPECT_FALSE(get(mock_, "/v2/qstash/users", kUpstashKey).on_cache_hit);
}

TEST_F(SettingsTest, ResetForgetsThem) {
  const Json before = body_of(ask("GET"));
  put(R"({"fixedDelay":1,"extended":{"rateLimits":"on"}})");
  mock_.reset();
  EXPECT_EQ(body_of(ask("GET")), before);
  EXPECT_EQ(delay(), std::chrono::milliseconds(0));
}

}  // namespace
}  // namespace mockmeter::testing
