#include "server/control/mock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "server/control/catalog.h"
#include "server/control/world_file.h"
#include "server/providers/providers.h"
#include "tests/providers/upstash/support.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

TEST(Mock, PathsOfNobodyAreOurOwnProblem) {
  Mock mock(make_settings());
  const Response response = get(mock, "/robots.txt");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
}

/// Requests that no operation may see. Every vendor says so in its own shape: never a 5xx.
TEST(Mock, RefusesEveryMalformedRequestInTheVendorsShape) {
  const std::string big_body(1'000'000, ' ');
  for (const Provider* provider : all_providers()) {
    const std::string base(provider->base_path);
    const std::string known(provider->operations.front().path);
    struct Case {
      Request request;
      int status;
    };
    const std::vector<Case> cases{
        {make_request("GET", base + "/no/such/path"), 404},
        {make_request("GET", known + "/"), 404},
        {make_request("BREW", known), 405},
        {make_request("PUT", known), 405},
        {make_request("GET", base + "/" + std::string(5000, 'a')), 414},
        {make_request("GET", known + "?a=%zz", credential_of(*provider)), 400},
        {make_request("GET", known + "?a=%ff", credential_of(*provider)), 400},
        {make_request("POST", known, {}, big_body), 413},
        {make_request("GET", known, {}, big_body), 413},
    };
    Mock mock(make_settings());
    for (const auto& [request, status] : cases) {
      const Response response = mock.handle(request);
      const std::string what = request.method + " " + request.target.substr(0, 60);
      EXPECT_EQ(response.status, status) << what;
      EXPECT_FALSE(Json::parse(response.body, nullptr, false).is_discarded()) << what;
      EXPECT_NE(response.headers.get("Content-Type"), "application/problem+json") << what;
      EXPECT_EQ(response.headers.get("Allow").has_value(), status == 405) << what;
    }
  }
}

TEST(Mock, RoutesBeforeItAsksForCredentials) {
  Mock mock(make_settings());
  EXPECT_EQ(get(mock, "/v2/qstash/nothing").status, 404);
  EXPECT_EQ(get(mock, "/v2/qstash/users").status, 401);
}

TEST(Mock, A401NamesItsSchemeUnlessAVariantLeavesItOut) {
  for (const Provider* provider : all_providers()) {
    const std::string path(provider->operations.front().path);
    const std::string scheme = provider->auth_scheme == "basic" ? "Basic" : "Bearer";
    Mock mock(make_settings());
    const Response refused = get(mock, path);
    ASSERT_EQ(refused.status, 401) << path;
    EXPECT_EQ(refused.headers.get("WWW-Authenticate"),
              scheme + " realm=\"" + std::string(provider->title) + "\"");
    EXPECT_FALSE(get(mock, path, credential_of(*provider)).headers.get("WWW-Authenticate"));

    MockSetup setup;
    setup.variants[std::string(provider->name) + ".www_authenticate"] = "absent";
    Mock silent(make_settings(setup));
    EXPECT_FALSE(get(silent, path).headers.get("WWW-Authenticate")) << path;
  }
}

TEST(Mock, AsksForCredentialsBeforeItReadsParameters) {
  for (const Provider* provider : all_providers()) {
    const std::string target = std::string(provider->operations.front().path) + "?a=%zz";
    Mock mock(make_settings());
    EXPECT_EQ(get(mock, target).status, 401) << target;
    EXPECT_EQ(get(mock, target, credential_of(*provider)).status, 400) << target;
  }
}

TEST(Mock, CountsACallWhoseParametersCannotBeRead) {
  Mock mock(make_settings());
  const Response refused = get(mock, "/v1/developer/keys?a=%zz", bearer("zk_test_professional"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.headers.get("X-RateLimit-Remaining"), "999");
}

TEST(Mock, RemovedOperationIsNoRouteFromThatInstantOn) {
  Mock mock(make_settings());
  constexpr const char* kTarget = "/api/v2/consumption_history/account";
  mock.set_clock(parse_clock("2026-05-31T23:59:59.999999999Z").value());
  EXPECT_EQ(get(mock, kTarget, bearer("napi_scale")).status, 400);
  mock.set_clock(parse_clock("2026-06-01T00:00:00Z").value());
  const Response gone = get(mock, kTarget, bearer("napi_scale"));
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(body_of(gone)["message"], "this route does not exist");
  const Response posted = send(mock, "POST", kTarget, bearer("napi_scale"));
  EXPECT_EQ(posted.status, 404) << "no method of a removed route is allowed";
  EXPECT_FALSE(posted.headers.get("Allow").has_value());
}

TEST(Mock, OperationThatAVariantSwitchesOffIsNoRouteForAnyMethod) {
  Mock mock(make_settings({.variants = {{"upstash.legacy_routes", "off"}}}));
  EXPECT_EQ(get(mock, "/v2/qstash/stats", kUpstashKey).status, 404);
  EXPECT_EQ(send(mock, "POST", "/v2/qstash/stats", kUpstashKey).status, 404);
}

TEST(Mock, ResetUndoesWhatOperationsChanged) {
  Mock mock(make_settings());
  const std::string before = get(mock, "/v2/qstash/users", kUpstashKey).body;
  const std::string rotate = upstash::path("rotate-token", upstash::kPaid);
  EXPECT_EQ(send(mock, "POST", rotate, kUpstashKey).status, 200);
  EXPECT_NE(get(mock, "/v2/qstash/users", kUpstashKey).body, before);
  mock.reset();
  EXPECT_EQ(get(mock, "/v2/qstash/users", kUpstashKey).body, before);
}

TEST(Mock, TwoMocksOfOneWorldDoNotShareState) {
  Mock one(make_settings());
  Mock other(make_settings());
  const std::string before = get(other, "/v2/qstash/users", kUpstashKey).body;
  send(one, "POST", upstash::path("rotate-token", upstash::kPaid), kUpstashKey);
  EXPECT_EQ(get(other, "/v2/qstash/users", kUpstashKey).body, before);
}

TEST(Mock, ChangesFromManyThreadsAreAllKept) {
  Mock mock(make_settings());
  const Headers key = bearer("zk_test_professional");
  const auto total = [&] {
    return body_of(get(mock, "/v1/developer/keys", key))["summary"]["totalKeys"].get<int>();
  };
  const int before = total();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 5; ++k) {
        send(mock, "POST", "/v1/developer/keys", key, R"({"name":"parallel"})");
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(total(), before + 40);
}

TEST(Mock, AWorldMayGoAwayUnderAWrite) {
  Mock mock(make_settings());
  const auto whole = mock.world();
  const auto empty = load_world({{"name", "nobody"}}, 1);
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 60; ++i) {
      const int status = send(mock, "POST", "/v1/developer/keys", bearer("zk_test_professional"),
                              R"({"name":"now or never"})")
                             .status;
      EXPECT_TRUE(status == 200 || status == 401) << status;
    }
    done = true;
  });
  for (int i = 0; !done; ++i) mock.set_world(i % 2 == 0 ? empty : whole);
  writer.join();
}

TEST(Mock, ServesOnlyTheProvidersAskedFor) {
  MockSettings settings = make_settings();
  settings.providers = {find_provider("neon")};
  Mock mock(std::move(settings));
  EXPECT_EQ(get(mock, "/v2/qstash/ipv4").headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(get(mock, "/api/v2/consumption_history/account").status, 401);
}

/// What may be given again, and what may not.
TEST(Mock, MarksResponsesThatDependOnNothingButBytesAndState) {
  struct Case {
    const char* what;
    const char* target;
    Headers headers;
    bool again;
  };
  const Headers neon_with_id{{"Authorization", "Bearer napi_scale"}, {"X-Request-ID", "a"}};
  const std::string account =
      "/api/v2/consumption_history/account"
      "?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z&granularity=hourly";
  const std::vector<Case> cases{
      {"a plain answer", "/v2/qstash/users", kUpstashKey, true},
      {"an error without an id", "/v2/qstash/users", {}, true},
      {"a request id of the client's", account.c_str(), neon_with_id, true},
      {"a made request id", account.c_str(), bearer("napi_scale"), false},
      {"a count of calls", "/v1/developer/keys", bearer("zk_test_professional"), false},
      {"a made request id on an error", account.c_str(), {}, false},
      {"nobody's path", "/robots.txt", {}, false},
  };
  for (const Case& c : cases) {
    Mock mock(make_settings());
    EXPECT_EQ(static_cast<bool>(get(mock, c.target, c.headers).on_cache_hit), c.again) << c.what;
    mock.set_clock(parse_clock("ticking:2026-05-20T12:00:00Z").value());
    EXPECT_FALSE(get(mock, c.target, c.headers).on_cache_hit) << c.what << ", the clock runs";
  }
}

TEST(Mock, AWriteIsNeverGivenAgain) {
  Mock mock(make_settings());
  const std::string target = upstash::path("rotate-token", upstash::kPaid);
  const Response first = send(mock, "POST", target, kUpstashKey);
  EXPECT_EQ(first.status, 200);
  EXPECT_FALSE(first.on_cache_hit);
  EXPECT_FALSE(send(mock, "POST", "/v2/qstash/rotate-token/unknown", kUpstashKey).on_cache_hit);
}

TEST(Mock, JournalsEveryResponseAndEveryReuseOfOne) {
  Mock mock(make_settings());
  const Response first = get(mock, "/v2/qstash/users", kUpstashKey);
  first.on_cache_hit();
  first.on_cache_hit();
  get(mock, "/robots.txt");
  const auto entries = mock.journal().snapshot().entries;
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].record, entries[2].record) << "one record for one answer";
  EXPECT_EQ(entries[2].number, 3U);
  EXPECT_LT(entries[0].elapsed, entries[2].elapsed);
  mock.reset();
  EXPECT_TRUE(mock.journal().snapshot().entries.empty());
}

/// Unmatched means that no operation fits; a refusal by an operation is matched.
TEST(Mock, JournalsTheOperationThatFitted) {
  struct Case {
    const char* method;
    std::string target;
    const char* operation;  // empty = unmatched
    int status;
  };
  const std::vector<Case> cases{
      {"GET", "/v2/qstash/users", "upstash.list_qstash_users", 401},
      {"HEAD", "/v2/qstash/users", "upstash.list_qstash_users", 401},
      {"GET", "/api/v1/developer/usage", "zkscore.get_usage", 401},
      {"PUT", "/v2/qstash/users", "", 405},
      {"GET", "/v2/qstash/nothing", "", 404},
      {"GET", "/robots.txt", "", 404},
      {"GET", "/v2/" + std::string(5000, 'a'), "", 414},
  };
  for (const Case& c : cases) {
    Mock mock(make_settings());
    const Response response = send(mock, c.method, c.target, {});
    const ExchangeRecord record = *mock.journal().snapshot().entries.at(0).record;
    EXPECT_EQ(record.operation == nullptr ? "" : record.operation->id, c.operation) << c.target;
    EXPECT_EQ(record.status, c.status) << c.target;
    EXPECT_EQ(response.headers.get("X-Mockmeter-Hint").has_value(), *c.operation == '\0')
        << c.target;
  }
}

TEST(Mock, JournalShowsARotatedOrMadeKeyByItsName) {
  Mock mock(make_settings());
  const Json made = body_of(send(mock, "POST", "/v1/developer/keys", bearer("zk_test_professional"),
                                 R"({"name":"new"})"));
  const auto secret = made["apiKey"].get<std::string>();
  get(mock, "/v1/developer/keys", bearer(secret));
  const ExchangeRecord record = *mock.journal().snapshot().entries.back().record;
  EXPECT_EQ(record.credential, made["keyId"].get<std::string>());
}

TEST(Mock, EveryChangeBeginsAGeneration) {
  Mock mock(make_settings());
  std::uint64_t before = mock.generation();
  const auto began = [&] { return std::exchange(before, mock.generation()) < mock.generation(); };
  get(mock, "/v2/qstash/users", kUpstashKey);
  EXPECT_FALSE(began());
  mock.set_clock(parse_clock("2026-05-21T12:00:00Z").value());
  EXPECT_TRUE(began());
  EXPECT_TRUE(mock.advance_clock(std::chrono::hours(1)));
  EXPECT_TRUE(began());
  mock.change_variants([](VariantSelection&) {});
  EXPECT_TRUE(began());
  send(mock, "POST", upstash::path("rotate-token", upstash::kPaid), kUpstashKey);
  EXPECT_TRUE(began());
  mock.reset();
  EXPECT_TRUE(began());
}

}  // namespace
}  // namespace mockmeter::testing
