// Rate limits as a client meets them: shown, enforced, and outlived by waiting.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/control/mock.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using namespace std::chrono_literals;

constexpr const char* kKeys = "/v1/developer/keys";
constexpr const char* kProjectDay =
    "/api/v2/consumption_history/projects"
    "?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=daily";

MockSettings enforced(Json variants = Json::object()) {
  MockSettings settings = make_settings({.variants = std::move(variants)});
  settings.responses.enforce_rate_limits = true;
  return settings;
}

int left_for(Mock& mock, const char* target, const char* key) {
  const Response response = get(mock, target, bearer(key));
  return std::stoi(std::string(response.headers.get("X-RateLimit-Remaining").value_or("-1")));
}

/// Asks `times` times; the status of the last response.
int status_after(Mock& mock, int times, const char* target, const char* key) {
  int status = 0;
  for (int i = 0; i < times; ++i) status = get(mock, target, bearer(key)).status;
  return status;
}

TEST(RateLimits, AreShownButNotEnforcedUnlessAskedFor) {
  Mock mock(make_settings());
  EXPECT_EQ(status_after(mock, 70, kKeys, "zk_test_free"), 200);
  EXPECT_EQ(left_for(mock, kKeys, "zk_test_free"), 0);
  EXPECT_EQ(status_after(mock, 60, kAccountHours, "napi_scale"), 200);
}

TEST(RateLimits, OneCallTooManyIsRefusedInTheVendorsWords) {
  Mock mock(enforced());
  EXPECT_EQ(status_after(mock, 60, kKeys, "zk_test_free"), 200);
  const Response zkscore = get(mock, kKeys, bearer("zk_test_free"));
  EXPECT_EQ(zkscore.status, 429);
  EXPECT_EQ(body_of(zkscore)["error"], "RATE_LIMIT_EXCEEDED");
  EXPECT_EQ(body_of(zkscore)["message"], "Too many requests. Please try again later.");
  EXPECT_EQ(zkscore.headers.get("Retry-After"), "60");
  EXPECT_EQ(zkscore.headers.get("X-RateLimit-Remaining"), "0");
  EXPECT_EQ(zkscore.headers.get("X-RateLimit-Reset"),
            std::to_string(unix_seconds(*parse_rfc3339(kDefaultClock)) + 60));
  EXPECT_EQ(get(mock, kKeys, bearer("zk_test_professional")).status, 200) << "another key";

  EXPECT_EQ(status_after(mock, 50, kAccountHours, "napi_scale"), 200);
  const Response neon = get(mock, kAccountHours, bearer("napi_scale"));
  EXPECT_EQ(neon.status, 429);
  EXPECT_EQ(body_of(neon)["message"], "Too many requests");
  EXPECT_EQ(body_of(neon)["code"], "");
  EXPECT_EQ(neon.headers.get("Retry-After"), "2");
  EXPECT_EQ(neon.headers.count("X-RateLimit-Limit"), 0U);
}

TEST(RateLimits, NeonsEndpointsShareOneBucketForEachAccount) {
  Mock mock(enforced());
  EXPECT_EQ(status_after(mock, 25, kAccountHours, "napi_scale"), 200);
  EXPECT_EQ(status_after(mock, 25, kProjectDay, "napi_scale"), 200);
  EXPECT_EQ(get(mock, kAccountHours, bearer("napi_scale")).status, 429);
  EXPECT_EQ(get(mock, kAccountHours, bearer("napi_business")).status, 200);
}

TEST(RateLimits, NeonsRetryAfterIsAVariant) {
  Mock mock(enforced({{"neon.retry_after", "absent"}}));
  EXPECT_EQ(status_after(mock, 51, kAccountHours, "napi_scale"), 429);
  EXPECT_FALSE(get(mock, kAccountHours, bearer("napi_scale")).headers.get("Retry-After"));
}

TEST(RateLimits, AdvancingAFrozenClockGivesTheCallsBack) {
  Mock mock(enforced());
  EXPECT_EQ(status_after(mock, 61, kKeys, "zk_test_free"), 429);
  EXPECT_EQ(status_after(mock, 51, kAccountHours, "napi_scale"), 429);
  ASSERT_TRUE(mock.advance_clock(2s));
  EXPECT_EQ(get(mock, kAccountHours, bearer("napi_scale")).status, 200) << "the bucket trickles";
  EXPECT_EQ(get(mock, kKeys, bearer("zk_test_free")).status, 429);
  ASSERT_TRUE(mock.advance_clock(58s));
  EXPECT_EQ(left_for(mock, kKeys, "zk_test_free"), 59);
}

std::chrono::nanoseconds waited{0};

TEST(RateLimits, ReallyWaitingGivesTheCallsBack) {
  MockSettings settings = enforced();
  settings.monotonic = [] { return waited; };
  Mock mock(settings);
  EXPECT_EQ(status_after(mock, 61, kKeys, "zk_test_free"), 429);
  waited += 59s;
  EXPECT_EQ(get(mock, kKeys, bearer("zk_test_free")).status, 429);
  waited += 1s;
  EXPECT_EQ(left_for(mock, kKeys, "zk_test_free"), 59);
}

TEST(RateLimits, TheDayIsALimitToo) {
  Mock mock(enforced());
  const Json made =
      body_of(send(mock, "POST", kKeys, bearer("zk_test_professional"),
                   R"({"name":"small","rateLimit":{"requestsPerMinute":2,"requestsPerDay":3}})"));
  const std::string key = made.at("apiKey").get<std::string>();
  EXPECT_EQ(status_after(mock, 2, kKeys, key.c_str()), 200);
  ASSERT_TRUE(mock.advance_clock(60s));
  EXPECT_EQ(left_for(mock, kKeys, key.c_str()), 0) << "the third of three";
  ASSERT_TRUE(mock.advance_clock(60s));
  const Response refused = get(mock, kKeys, bearer(key));
  EXPECT_EQ(refused.status, 429);
  EXPECT_GT(std::stoi(std::string(refused.headers.get("Retry-After").value_or("0"))), 80'000);
  ASSERT_TRUE(mock.advance_clock(24h));
  EXPECT_EQ(get(mock, kKeys, bearer(key)).status, 200);
}

TEST(RateLimits, StandBetweenPermissionAndParameters) {
  Mock mock(enforced());
  const char* kBad = "/v1/developer/usage?timeframe=nonsense";
  EXPECT_EQ(status_after(mock, 60, kBad, "zk_test_free"), 400);
  EXPECT_EQ(get(mock, kBad, bearer("zk_test_free")).status, 429);
  EXPECT_EQ(status_after(mock, 1001, kKeys, "zk_test_readonly"), 403) << "401, 403, 429, 400";
  EXPECT_EQ(get(mock, "/v1/developer/nothing", bearer("zk_test_free")).status, 404);
}

TEST(RateLimits, AreShownOnEveryResponseAndCountOnlyWhatReachesAnOperation) {
  Mock mock(make_settings());
  struct Case {
    const char* what;
    Request request;
    int status;
  };
  const std::vector<Case> cases{
      {"no route", make_request("GET", "/v1/developer/nothing", bearer("zk_test_free")), 404},
      {"no method", make_request("PUT", kKeys, bearer("zk_test_free")), 405},
      {"a long body", make_request("GET", kKeys, bearer("zk_test_free"), std::string(70'000, ' ')),
       413},
      {"a long path", make_request("GET", "/v1/" + std::string(3000, 'a'), bearer("zk_test_free")),
       414},
  };
  EXPECT_EQ(left_for(mock, kKeys, "zk_test_free"), 59);
  for (const Case& c : cases) {
    const Response response = mock.handle(c.request);
    EXPECT_EQ(response.status, c.status) << c.what;
    EXPECT_EQ(response.headers.get("X-RateLimit-Limit"), "60") << c.what;
    EXPECT_EQ(response.headers.get("X-RateLimit-Remaining"), "59") << c.what;
    EXPECT_FALSE(response.on_cache_hit) << c.what << ": it shows a count";
  }
  for (const char* key : {"zk_test_expired", "zk_test_revoked", "zk_test_readonly"}) {
    EXPECT_TRUE(get(mock, kKeys, bearer(key)).headers.get("X-RateLimit-Limit")) << key;
  }
}

TEST(RateLimits, AreToldToStrangersWithoutCountingTheirCalls) {
  Mock mock(enforced());
  const std::vector<Request> requests{
      make_request("GET", kKeys),
      make_request("HEAD", kKeys),
      make_request("GET", kKeys, bearer("nobody's")),
      make_request("GET", kKeys, basic("zk_test_free:")),
      make_request("POST", kKeys, {}, std::string(70'000, ' ')),
      make_request("PUT", kKeys),
      make_request("OPTIONS", kKeys),
      make_request("GET", "/v1/developer/nothing"),
      make_request("GET", "/v1/" + std::string(3000, 'a')),
  };
  for (int round = 0; round < 70; ++round) {
    for (const Request& request : requests) {
      const Response response = mock.handle(request);
      ASSERT_GE(response.status, 400);
      ASSERT_NE(response.status, 429);
      ASSERT_EQ(response.headers.get("X-RateLimit-Limit"), "60") << request.method;
      ASSERT_EQ(response.headers.get("X-RateLimit-Remaining"), "60");
      ASSERT_TRUE(response.on_cache_hit) << "no call of a stranger is counted";
    }
  }
  EXPECT_FALSE(get(mock, "/nobody").headers.get("X-RateLimit-Limit")) << "no vendor's path";
  EXPECT_FALSE(get(mock, kAccountHours).headers.get("X-RateLimit-Limit")) << "another vendor's";
}

TEST(RateLimits, AResponseThatCountsIsNotGivenAgain) {
  const Headers with_id{{"Authorization", "Bearer napi_scale"}, {"X-Request-ID", "a"}};
  Mock mock(make_settings());
  EXPECT_TRUE(get(mock, kAccountHours, with_id).on_cache_hit);
  const std::uint64_t before = mock.generation();
  mock.change_settings([](ResponseSettings& s) { s.enforce_rate_limits = true; });
  EXPECT_GT(mock.generation(), before) << "what was kept is forgotten";
  EXPECT_FALSE(get(mock, kAccountHours, with_id).on_cache_hit);
}

TEST(RateLimits, ResetForgetsTheCallsAndWhetherTheyAreEnforced) {
  Mock mock(make_settings());
  mock.change_settings([](ResponseSettings& s) { s.enforce_rate_limits = true; });
  EXPECT_EQ(status_after(mock, 61, kKeys, "zk_test_free"), 429);
  mock.reset();
  EXPECT_FALSE(mock.current()->settings.enforce_rate_limits);
  EXPECT_EQ(left_for(mock, kKeys, "zk_test_free"), 59);
}

}  // namespace
}  // namespace mockmeter::testing
