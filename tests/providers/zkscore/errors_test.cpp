#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/providers/zkscore/support.h"

namespace mockmeter::zkscore {
namespace {

using ::testing::HasSubstr;

void expect_flat(const Response& response, int status, std::string_view code,
                 const std::string& words) {
  const Json body = body_of(response);
  ASSERT_EQ(response.status, status) << body;
  EXPECT_EQ(body["success"], false);
  EXPECT_EQ(body["error"], code);
  EXPECT_THAT(body["message"].get<std::string>(), HasSubstr(words));
  EXPECT_EQ(body["timestamp"], "2026-05-20T12:00:00Z");
  EXPECT_EQ(body.size(), 4U);
}

struct BadQuery {
  const char* query;
  const char* words;
};

constexpr BadQuery kBadQueries[] = {
    {"?timeframe=24H", "Invalid timeframe: use one of 1h, 24h, 7d, 30d, 90d, 1y, all"},
    {"?timeframe=1d", "Invalid timeframe"},
    {"?timeframe=", "Invalid timeframe"},
    {"?timeframe", "Invalid timeframe"},
    {"?timeframe=1h&timeframe=1h", "Invalid timeframe"},
    {"?granularity=hourly", "Invalid granularity: use one of minute, hour, day, week, month"},
    {"?granularity=min", "Invalid granularity"},
    {"?granularity=", "Invalid granularity"},
    {"?granularity=day&granularity=day", "Invalid granularity"},
    {"?limit=0", "Invalid limit: use an integer from 1 to 1000"},
    {"?limit=1001", "Invalid limit"},
    {"?limit=abc", "Invalid limit"},
    {"?limit=", "Invalid limit"},
    {"?limit=10&limit=10", "Invalid limit"},
    {"?limit=1.5", "Invalid limit"},
    {"?limit=99999999999999999999999", "Invalid limit"},
    {"?offset=-1", "Invalid offset"},
    {"?offset=9007199254740993", "Invalid offset"},
    {"?offset=0&offset=0", "Invalid offset"},
    {"?includeBreakdown=yes", "Invalid includeBreakdown: use one of false, true"},
    {"?includeErrors=", "Invalid includeErrors"},
    {"?includeLatency=TRUE", "Invalid includeLatency"},
    {"?includeLatency=true&includeLatency=true", "Invalid includeLatency"},
    {"?sort=name", "Invalid sort: use one of requests, errors, latency, timestamp"},
    {"?sortBy=name", "Invalid sortBy"},
    {"?order=down", "Invalid order: use one of desc, asc"},
    {"?sort=errors&sortBy=latency", "Invalid sort"},
    {"?order=asc&sortOrder=desc", "Invalid order"},
    {"?keyId=", "Invalid keyId"},
    {"?keyId=a&keyId=b", "Invalid keyId"},
    {"?timeframe=%", "Invalid request target"},
    {"?keyId=%ff%fe", "Invalid request target"},
};

TEST(ZkscoreErrors, BadParametersAreRefusedWithWhatIsAllowed) {
  Mock mock(make_settings());
  for (const BadQuery& bad : kBadQueries) {
    SCOPED_TRACE(bad.query);
    expect_flat(ask_usage(mock, bad.query), 400, "INVALID_PARAMETERS", bad.words);
  }
}

TEST(ZkscoreErrors, UnknownParametersAreIgnored) {
  Mock mock(make_settings());
  EXPECT_EQ(ask_usage(mock, "?interval=hourly&interval=").status, 200);
}

TEST(ZkscoreErrors, CredentialsThatDoNotWorkAreUnauthorized) {
  Mock mock(make_settings());
  struct Case {
    Headers headers;
    const char* words;
    bool known = false;
  };
  const Case cases[] = {
      {{}, "Invalid or missing API key"},
      {bearer("zk_prod_nobody"), "Invalid or missing API key"},
      {bearer(""), "Invalid or missing API key"},
      {bearer("zk_test_inactive"), "Invalid or missing API key", true},
      {{{"Authorization", "Basic zk_test_professional"}}, "Invalid or missing API key"},
      {{{"Authorization", "zk_test_professional"}}, "Invalid or missing API key"},
      {{{"Authorization", "Bearer zk_test_free"}, {"Authorization", "Bearer zk_test_free"}},
       "Invalid or missing API key"},
      {bearer("zk_test_expired"), "API key has expired", true},
      {bearer("zk_test_revoked"), "API key is invalid or has been revoked", true},
  };
  for (const auto& [headers, words, known] : cases) {
    for (const std::string_view path : {kUsage, kKeys}) {
      const Response response = testing::get(mock, path, headers);
      expect_flat(response, 401, "UNAUTHORIZED", words);
      EXPECT_EQ(response.headers.get("X-RateLimit-Limit"), known ? "1000" : "60");
    }
  }
}

TEST(ZkscoreErrors, SchemeHasNoCase) {
  Mock mock(make_settings());
  EXPECT_EQ(testing::get(mock, kUsage, {{"Authorization", "bearer zk_test_free"}}).status, 200);
}

TEST(ZkscoreErrors, ReadingKeyIsForbiddenOnEveryDeveloperRoute) {
  Mock mock(make_settings());
  const std::pair<const char*, const char*> requests[] = {
      {"GET", "/v1/developer/usage?timeframe=nonsense"},
      {"GET", "/api/v1/developer/keys"},
      {"POST", "/v1/developer/keys"},
      {"DELETE", "/v1/developer/keys/key_pro_staging"}};
  for (const auto& [method, target] : requests) {
    const Response response = testing::send(mock, method, target, bearer("zk_test_readonly"));
    expect_flat(response, 403, "FORBIDDEN", "Insufficient permissions for this operation");
    EXPECT_EQ(response.headers.get("X-RateLimit-Limit"), "1000");
  }
}

TEST(ZkscoreErrors, CredentialIsCheckedBeforeParametersAndThoseBeforeData) {
  Mock mock(make_settings());
  EXPECT_EQ(testing::get(mock, "/v1/developer/usage?timeframe=x").status, 401);
  EXPECT_EQ(ask_usage(mock, "?timeframe=x", "zk_test_idle").status, 400);
  EXPECT_EQ(ask_usage(mock, "?timeframe=all", "zk_test_idle").status, 404);
}

TEST(ZkscoreErrors, UnknownForeignAndUnusedKeysReadAlike) {
  Mock mock(make_settings());
  for (const char* key_id : {"nobody", "key_free_main", "key_pro_parked", "KEY_PRO_STAGING"}) {
    expect_flat(ask_usage(mock, std::string("?keyId=") + key_id), 404, "NO_USAGE_DATA",
                "No usage data found");
  }
}

TEST(ZkscoreErrors, NoDataCanReadAsZeros) {
  Mock mock(make_settings({.variants = {{"zkscore.no_data", "zeros"}}}));
  const Json body = usage_of(mock, "?keyId=nobody");
  for (const auto& item : body["usage"].items()) EXPECT_EQ(item.value(), 0) << item.key();
  EXPECT_EQ(body["timeSeries"].size(), 24U);
  EXPECT_EQ(sum_of(body["timeSeries"], "requests"), 0);
  EXPECT_EQ(body["breakdown"].dump(),
            R"({"byEndpoint":[],"byMethod":[],"byStatusCode":[],"byKey":[]})");
  EXPECT_EQ(body["errors"]["errorRate"], 0);
}

TEST(ZkscoreErrors, NestedEnvelopeHasItsOwnCodes) {
  Mock mock(make_settings({.variants = {{"zkscore.error_envelope", "nested"}}}));
  struct Case {
    Response response;
    int status;
    const char* code;
  };
  const Case cases[] = {
      {ask_usage(mock, "", "nobody"), 401, "ZKS-002-001"},
      {ask_usage(mock, "", "zk_test_expired"), 401, "ZKS-002-002"},
      {ask_usage(mock, "", "zk_test_readonly"), 403, "ZKS-002-003"},
      {ask_usage(mock, "?limit=0"), 400, "ZKS-000-400"},
      {ask_usage(mock, "", "zk_test_idle"), 404, "ZKS-000-404"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(each.response.status, each.status);
    const Json body = body_of(each.response);
    EXPECT_FALSE(body.contains("success"));
    EXPECT_EQ(body["error"]["code"], each.code);
    EXPECT_THAT(body["error"]["request_id"].get<std::string>(), ::testing::StartsWith("req_"));
    EXPECT_TRUE(body["error"]["details"].is_string());
  }
}

TEST(ZkscoreErrors, CallersRequestIdWins) {
  Mock mock(make_settings({.variants = {{"zkscore.error_envelope", "nested"}}}));
  const Response response = testing::get(mock, kUsage, {{"X-Request-ID", "mine"}});
  EXPECT_EQ(body_of(response)["error"]["request_id"], "mine");
}

TEST(ZkscoreErrors, PathsAndMethodsOutsideTheTableAreTheVendors) {
  Mock mock(make_settings());
  const Headers key = bearer("zk_test_free");
  expect_flat(testing::get(mock, "/v1/developer/nothing", key), 404, "NOT_FOUND", "Not found");
  expect_flat(testing::get(mock, "/api/v1/score/x", key), 404, "NOT_FOUND", "Not found");
  const Response wrong_method = testing::send(mock, "PUT", kKeys, key, "{}");
  expect_flat(wrong_method, 405, "METHOD_NOT_ALLOWED", "GET, POST");
  EXPECT_EQ(wrong_method.headers.get("Allow"), "GET, POST");
}

TEST(ZkscoreErrors, RateLimitHeadersAreOnEveryResponse) {
  Mock mock(make_settings());
  const std::pair<const char*, const char*> limits[] = {{"zk_test_free", "60"},
                                                        {"zk_test_starter", "300"},
                                                        {"zk_test_professional", "1000"},
                                                        {"zk_test_staging", "300"},
                                                        {"zk_test_enterprise", "6000"}};
  for (const auto& [key, limit] : limits) {
    for (const char* query : {"", "?limit=0", "?keyId=nobody"}) {
      const Response response = ask_usage(mock, query, key);
      EXPECT_EQ(response.headers.get("X-RateLimit-Limit"), limit) << key << query;
      EXPECT_EQ(response.headers.count("X-RateLimit-Remaining"), 1U);
      EXPECT_EQ(response.headers.count("X-RateLimit-Reset"), 1U);
    }
  }
  const Response refused = ask_usage(mock, "", "nobody's");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.headers.get("X-RateLimit-Limit"), "60") << "the lowest tier's";
}

}  // namespace
}  // namespace mockmeter::zkscore
