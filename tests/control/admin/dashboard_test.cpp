// The routes that the dashboard lives on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/http/decompress.h"
#include "server/control/admin/admin.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr const char* kStats = "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=1h";

class DashboardTest : public ::testing::Test {
 protected:
  Response send(std::string_view method, std::string_view path, std::string body = "",
                milliseconds waited = {}) {
    Request request = make_request(method, "/__admin" + std::string(path), {}, std::move(body));
    request.waited = waited;
    return handle_admin(mock_, request);
  }
  Json get(std::string_view path) { return body_of(send("GET", path)); }
  Json usage(const std::string& target, const std::string& credential) {
    return body_of(
        send("POST", "/usage", Json{{"target", target}, {"credential", credential}}.dump()));
  }
  void call(std::string_view target) { mock_.handle(make_request("GET", target)); }

  Mock mock_{make_settings()};
};

TEST_F(DashboardTest, LiveListsWhatCameBehindANumber) {
  call("/v2/qstash/ipv4");
  call("/v2/qstash/userz");
  call("/v2/qstash/users");
  const Json all = get("/live");
  EXPECT_EQ(all["next"], 3);
  EXPECT_EQ(all["first"], 1);
  ASSERT_EQ(all["requests"].size(), 3);
  EXPECT_EQ(all["requests"][0]["operation"], "upstash.list_qstash_ipv4");
  EXPECT_EQ(all["requests"][1]["url"], "/v2/qstash/userz");
  EXPECT_FALSE(all["requests"][1].contains("operation"));
  const Json newest = get("/live?after=1&limit=1");
  EXPECT_EQ(newest["omitted"], 1);
  ASSERT_EQ(newest["requests"].size(), 1);
  EXPECT_EQ(newest["requests"][0]["number"], 3);
  const Json between = get("/live?after=0&before=3&limit=1");
  EXPECT_EQ(between["omitted"], 1);
  EXPECT_EQ(between["requests"][0]["number"], 2);
  EXPECT_TRUE(get("/live?after=2&before=2")["requests"].empty());
  mock_.journal().clear();
  EXPECT_EQ(get("/live")["first"], 0);
  EXPECT_EQ(get("/live")["next"], 3);
}

TEST_F(DashboardTest, LiveIsHeldUntilSomethingHappens) {
  const std::string generation = get("/live")["generation"].dump();
  const std::string path = "/live?after=0&wait=10&generation=" + generation;
  EXPECT_GT(send("GET", path, "", milliseconds(300)).delivery.retry, milliseconds(0));
  EXPECT_EQ(send("GET", path, "", milliseconds(10'000)).delivery.retry, milliseconds(0));
  call("/v2/qstash/ipv4");
  EXPECT_GT(send("GET", path).delivery.retry, milliseconds(0)) << "one watcher cannot ask faster";
  EXPECT_EQ(send("GET", path, "", milliseconds(300)).delivery.retry, milliseconds(0));
  const std::string behind = "/live?after=1&wait=10&generation=" + generation;
  EXPECT_GT(send("GET", behind, "", milliseconds(300)).delivery.retry, milliseconds(0));
  mock_.set_clock({ClockSetting::Mode::kNow, {}});
  EXPECT_EQ(send("GET", behind, "", milliseconds(300)).delivery.retry, milliseconds(0));
  EXPECT_EQ(get("/live")["clock"]["mode"], "now");
}

TEST_F(DashboardTest, LiveComesOnceASecondWhenThereIsMoreThanItLists) {
  call("/v2/qstash/ipv4");
  call("/v2/qstash/ipv4");
  const std::string generation = get("/live")["generation"].dump();
  const auto retry = [&](const char* limit, int waited) {
    const std::string path = "/live?wait=10&generation=" + generation + "&limit=" + limit;
    return send("GET", path, "", milliseconds(waited)).delivery.retry;
  };
  EXPECT_EQ(retry("2", 300), milliseconds(0));
  EXPECT_EQ(retry("1", 300), milliseconds(700));
  EXPECT_EQ(retry("1", 1000), milliseconds(0));
}

TEST_F(DashboardTest, LiveTellsThatTheJournalWasCleared) {
  call("/v2/qstash/ipv4");
  const std::string path = "/live?after=1&wait=10&generation=" + get("/live")["generation"].dump();
  EXPECT_GT(send("GET", path, "", milliseconds(300)).delivery.retry, milliseconds(0));
  EXPECT_EQ(send("DELETE", "/requests").status, 200);
  const Response response = send("GET", path, "", milliseconds(300));
  EXPECT_EQ(response.delivery.retry, milliseconds(0));
  EXPECT_EQ(body_of(response)["first"], 0);
}

TEST_F(DashboardTest, LiveRefusesWhatItCannotRead) {
  for (const char* query : {"after=-1", "generation=x", "limit=10001", "wait=31", "wait=1.5"}) {
    const Response refusal = send("GET", "/live?" + std::string(query));
    EXPECT_EQ(refusal.status, 400) << query;
    EXPECT_THAT(refusal.body, HasSubstr("an integer from 0 to")) << query;
  }
}

TEST_F(DashboardTest, AnotherMockHasAnotherInstance) {
  Mock other{make_settings()};
  EXPECT_NE(mock_.instance(), other.instance());
  EXPECT_EQ(get("/live")["instance"], mock_.instance());
}

TEST_F(DashboardTest, UsageIsReadWithoutATrace) {
  mock_.add_faults({parse_fault("status=503", *mock_.current()->secrets)});
  const Json shown = usage(kStats, "upstash-test");
  EXPECT_EQ(shown["status"], 200) << "no fault";
  EXPECT_EQ(shown["operation"], "upstash.get_qstash_stats");
  EXPECT_EQ(mock_.journal().last_number(), 0);
  EXPECT_EQ(mock_.faults()["faults"][0]["fired"], 0);
  for (const Json& series : shown["series"]) {
    for (const auto& [name, values] : series["metrics"].items()) {
      EXPECT_EQ(values.size(), series["times"].size()) << series["path"] << name;
    }
  }
}

TEST_F(DashboardTest, UsageHasTheNumbersOfTheBody) {
  const Json shown =
      usage("/v1/developer/usage?timeframe=24h&granularity=hour", "key_pro_production");
  const Json& buckets = shown["body"]["timeSeries"];
  const Json& series = shown["series"][0];
  EXPECT_EQ(series["path"], "/timeSeries");
  const auto times = series["times"].get<std::vector<double>>();
  ASSERT_EQ(times.size(), buckets.size());
  for (const Json& bucket : buckets) {  // in any order, as the vendor sends them
    const auto time = parse_rfc3339(bucket["timestamp"].get<std::string>());
    const auto place = std::ranges::find(times, static_cast<double>(unix_seconds(*time)));
    ASSERT_NE(place, times.end());
    const auto index = static_cast<std::size_t>(place - times.begin());
    EXPECT_EQ(series["metrics"]["requests"][index], bucket["requests"]);
  }
  EXPECT_TRUE(std::ranges::is_sorted(times));
}

TEST_F(DashboardTest, UsageNamesAMetricThatIsAnItemByItsTexts) {
  const Json shown = usage(
      "/api/v2/consumption_history/v2/branches?from=2026-05-01T00:00:00Z&to=2026-05-03T00:00:00Z"
      "&granularity=daily&org_id=org-ocean-art-12345678&project_ids=tidal-shore-11223301"
      "&metrics=compute_unit_seconds",
      "napi_scale");
  ASSERT_FALSE(shown["series"].empty()) << shown;
  EXPECT_TRUE(shown["series"][0]["metrics"].contains("metrics/compute_unit_seconds/value"))
      << shown["series"][0];
}

TEST_F(DashboardTest, UsageShowsNoSecretsAndKeepsNumbers) {
  const Json shown = usage("/v2/qstash/users", "upstash-test");
  const Json& user = shown["body"][0];
  EXPECT_THAT(user["password"].get<std::string>(), HasSubstr("unknown-"));
  EXPECT_THAT(user["token"].get<std::string>(), HasSubstr("unknown-"));
  EXPECT_TRUE(user["max_completion_tokens_per_day"].is_number());
}

TEST_F(DashboardTest, UsageShowsTheRefusalsOfTheVendor) {
  EXPECT_EQ(usage("/v2/qstash/stats/nobody", "upstash-test")["status"], 404);
  const Response open = send("POST", "/usage", R"({"target":"/v2/qstash/users"})");
  EXPECT_EQ(body_of(open)["status"], 401);
  EXPECT_EQ(send("POST", "/usage", R"({"target":"/v2/qstash/userz"})").status, 404);
  EXPECT_EQ(send("POST", "/usage", R"({"target":"v2"})").status, 422);
  const Response unknown = send("POST", "/usage", R"({"target":"/v2","credential":"nobody"})");
  EXPECT_EQ(unknown.status, 422);
  EXPECT_EQ(body_of(unknown)["errors"][0]["pointer"], "/credential");
}

TEST_F(DashboardTest, CatalogueHasNamesAndNoSecrets) {
  const Response response = send("GET", "/catalogue");
  const Json document = body_of(response);
  EXPECT_THAT(document["worlds"].get<std::vector<std::string>>(),
              IsSupersetOf({"default", "states"}));
  const Json& credentials = document["providers"][0]["credentials"];
  EXPECT_EQ(credentials[0], (Json{{"name", "upstash-test"}, {"account", "dev"}}));
  EXPECT_THAT(response.body, Not(HasSubstr("upstash-test-key")));
  EXPECT_EQ(document["faultKinds"][0]["name"], "status");
  EXPECT_EQ(document["faultKinds"][0]["takes"], "value");
}

TEST_F(DashboardTest, ABuiltInWorldCanBePutInPlace) {
  const Response world = send("GET", "/worlds/states");
  ASSERT_EQ(world.status, 200);
  EXPECT_EQ(send("PUT", "/world", world.body).status, 200);
  EXPECT_EQ(get("/catalogue")["world"], body_of(world)["name"]);
  EXPECT_EQ(send("GET", "/worlds/nowhere").status, 404);
}

TEST_F(DashboardTest, LimitsShowWhatIsLeft) {
  const auto left = [&](const std::string& credential) {
    const Json document = get("/limits");
    for (const Json& limit : document["limits"]) {
      if (limit["credential"] == credential) return limit["remaining"].get<int>();
    }
    return -1;
  };
  const int before = left("key_pro_production");
  EXPECT_GT(before, 0);
  mock_.change_settings([](ResponseSettings& settings) { settings.enforce_rate_limits = true; });
  mock_.handle(make_request("GET", "/v1/developer/usage?timeframe=24h", kZkscoreKey));
  EXPECT_EQ(left("key_pro_production"), before - 1);
  EXPECT_EQ(get("/limits")["enforced"], true);
}

TEST_F(DashboardTest, ThePageIsServedUnderAStrictPolicy) {
  for (const char* path : {"/ui", "/ui/theme.css", "/ui/main.js", "/ui/elements.js"}) {
    const Response file = send("GET", path);
    EXPECT_EQ(file.status, 200) << path;
    const auto policy = file.headers.get("Content-Security-Policy");
    ASSERT_TRUE(policy) << path;
    EXPECT_THAT(std::string(*policy),
                AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe"))));
    EXPECT_EQ(file.headers.get("X-Content-Type-Options"), "nosniff");
  }
  EXPECT_EQ(send("GET", "/ui/../page.html").status, 404);
  EXPECT_EQ(send("GET", "/ui/nothing.js").status, 404);
}

TEST_F(DashboardTest, ThePageIsSentAsItsReaderWantsIt) {
  const auto file = [&](const char* coding) {
    return handle_admin(mock_,
                        make_request("GET", "/__admin/ui/main.js", {{"Accept-Encoding", coding}}));
  };
  const Response plain = file("identity");
  EXPECT_FALSE(plain.headers.get("Content-Encoding"));
  EXPECT_THAT(plain.body, HasSubstr("import "));
  const Response compressed = file("gzip, br");
  EXPECT_EQ(compressed.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(compressed.headers.get("Vary"), "Accept-Encoding");
  EXPECT_EQ(decompress(compressed.body, ContentCoding::kGzip, 100'000), plain.body);
}

TEST_F(DashboardTest, AddressesThatPeopleTypeLeadToThePage) {
  for (const char* path : {"", "/"}) {
    const Response response = send("GET", path);
    EXPECT_EQ(response.status, 302);
    EXPECT_EQ(response.headers.get("Location"), "/__admin/ui");
  }
  const auto root = [&](const char* accept) {
    return handle_admin(mock_, make_request("GET", "/", {{"Accept", accept}})).status;
  };
  EXPECT_EQ(root("text/html,application/xhtml+xml,*/*;q=0.8"), 302);
  EXPECT_EQ(root("*/*"), 404) << "a client means an API";
}

TEST_F(DashboardTest, ATokenGuardsTheDataAndNotThePage) {
  const AdminContext facts{"", {"127.0.0.1", "s3cret"}};
  const auto status = [&](const char* path, Headers headers = {}) {
    return handle_admin(mock_, make_request("GET", path, std::move(headers)), facts).status;
  };
  EXPECT_EQ(status("/__admin/ui"), 200);
  EXPECT_EQ(status("/__admin/ui/main.js"), 200);
  EXPECT_EQ(status("/__admin/"), 302);
  for (const char* path : {"/__admin/live", "/__admin/catalogue", "/__admin/limits",
                           "/__admin/worlds/default", "/__admin/uix", "/__admin/x"}) {
    EXPECT_EQ(status(path), 401) << path;
  }
  EXPECT_EQ(status("/__admin/live", {{"Authorization", "Bearer s3cret"}}), 200);
}

TEST_F(DashboardTest, APageFromElsewhereGetsNothing) {
  const AdminContext facts{"", {"127.0.0.1", ""}};
  for (const char* path : {"/__admin/ui", "/__admin/live", "/__admin/catalogue"}) {
    const auto from = [&](const char* name, const char* value) {
      return handle_admin(mock_, make_request("GET", path, {{name, value}}), facts).status;
    };
    EXPECT_EQ(from("Host", "evil.example:8080"), 403) << path;
    EXPECT_EQ(from("Origin", "http://evil.example"), 403) << path;
  }
}

}  // namespace
}  // namespace mockmeter::testing
