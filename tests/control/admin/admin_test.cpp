#include "server/control/admin/admin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "server/control/catalog.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

class AdminTest : public ::testing::Test {
 protected:
  Response ask(std::string_view method, std::string_view path, std::string body = "") {
    return handle_admin(mock_,
                        make_request(method, "/__admin" + std::string(path), {}, std::move(body)));
  }
  Mock mock_{make_settings()};
};

TEST(AdminPath, IsThePrefixAsAWholeSegment) {
  EXPECT_TRUE(is_admin_path("/__admin"));
  EXPECT_TRUE(is_admin_path("/__admin/health"));
  EXPECT_FALSE(is_admin_path("/__administrator"));
  EXPECT_FALSE(is_admin_path("/v2/__admin"));
}

TEST_F(AdminTest, HealthHasWireMocksMembers) {
  const Json body = body_of(ask("GET", "/health"));
  for (const char* name : {"status", "message", "version", "uptimeInSeconds", "timestamp"}) {
    EXPECT_TRUE(body.contains(name)) << name;
  }
  EXPECT_EQ(body["status"], "healthy");
}

TEST_F(AdminTest, ClockIsSetAdvancedAndReset) {
  EXPECT_EQ(body_of(ask("PUT", "/clock", R"({"now":"2026-05-31T23:59:59Z"})"))["mode"], "frozen");
  const Json advanced = body_of(ask("POST", "/clock/advance", R"({"by":"PT1S"})"));
  EXPECT_EQ(advanced["now"], "2026-06-01T00:00:00Z");
  EXPECT_EQ(body_of(ask("PUT", "/clock", R"({"mode":"now"})"))["mode"], "now");
  EXPECT_EQ(ask("POST", "/reset").status, 200);
  EXPECT_EQ(body_of(ask("GET", "/clock"))["now"], kDefaultClock);
}

TEST_F(AdminTest, VariantsAreChosenTogetherOrNotAtAll) {
  const Response refused =
      ask("PUT", "/variants", R"({"zkscore.no_data":"zeros","upstash.period_30d":"maybe"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(body_of(refused)["errors"][0]["pointer"], "/upstash.period_30d");
  EXPECT_EQ(body_of(ask("GET", "/variants"))["zkscore.no_data"], "404") << "nothing half applied";
  EXPECT_EQ(body_of(ask("PUT", "/variants", R"({"zkscore.no_data":"zeros"})"))["zkscore.no_data"],
            "zeros");
}

TEST_F(AdminTest, SurvivesABodyThatNestsDeeperThanAnyStack) {
  const std::string nested = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  for (const std::string& body : {nested, "{\"mode\":" + nested + "}"}) {
    EXPECT_EQ(ask("PUT", "/clock", body).status, 400);
  }
}

TEST_F(AdminTest, FaultsAreAddedReadAndRemoved) {
  const Response added = ask("POST", "/faults", R"({"fault":"status=503,times=2"})");
  EXPECT_EQ(added.status, 201);
  EXPECT_EQ(body_of(added)["faults"][0]["fault"], "status=503,times=2");
  EXPECT_EQ(ask("POST", "/faults", R"({"faults":["hang","delay=1s"]})").status, 201);
  EXPECT_EQ(get(mock_, "/v2/qstash/ipv4").status, 503);
  EXPECT_EQ(ask("GET", "/clock").status, 200) << "never applied to /__admin";
  const Json join_names = body_of(ask("GET", "/faults"));
  EXPECT_EQ(join_names["faults"].size(), 3U);
  EXPECT_EQ(join_names["faults"][0]["left"], 1);
  EXPECT_EQ(join_names["faults"][2]["from"], "admin");
  EXPECT_EQ(body_of(ask("DELETE", "/faults"))["faults"].size(), 0U);
  EXPECT_EQ(get(mock_, "/v2/qstash/ipv4").status, 200);
}

TEST_F(AdminTest, ShowsTheBeginningOfWhatIsTooLongToEcho) {
  const Response refused =
      ask("PUT", "/clock", R"({"now":")" + std::string(1'000'000, 'a') + "\"}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_LT(refused.body.size(), 2000U);
  const auto found = body_of(refused)["errors"][0]["found"].get<std::string>();
  EXPECT_THAT(found, ::testing::MatchesRegex("\"?a+\\.\\.\\. \\(100000[0-9] bytes\\)"));
}

TEST_F(AdminTest, FaultsAreAddedTogetherOrNotAtAll) {
  const Response refused =
      ask("POST", "/faults", R"({"faults":["status=503","statsu=503","delay=soon"]})");
  EXPECT_EQ(refused.status, 422);
  const Json errors = body_of(refused)["errors"];
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0]["pointer"], "/faults/1");
  EXPECT_EQ(errors[0]["found"], "\"statsu\" at character 1");
  EXPECT_EQ(errors[1]["pointer"], "/faults/2");
  EXPECT_TRUE(errors[1]["expected"].get<std::string>().starts_with("a duration"));
  EXPECT_EQ(body_of(ask("GET", "/faults"))["faults"].size(), 0U);
}

struct Refused {
  const char* method;
  const char* path;
  const char* body;
  int status;
  const char* pointer;  // of the first error; empty when there is none
};

/// How ctest names the case.
void PrintTo(const Refused& c, std::ostream* out) {
  *out << c.method << ' ' << c.path << ' ' << c.body;
}

class AdminRefusal : public AdminTest, public ::testing::WithParamInterface<Refused> {};

TEST_P(AdminRefusal, IsProblemJson) {
  const Refused& c = GetParam();
  const Response response = ask(c.method, c.path, c.body);
  EXPECT_EQ(response.status, c.status);
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
  const Json body = body_of(response);
  EXPECT_EQ(body["status"], c.status);
  EXPECT_GT(body["detail"].get<std::string>().size(), 5U);
  if (*c.pointer != '\0') {
    EXPECT_EQ(body["errors"][0]["pointer"], c.pointer);
  }
  EXPECT_EQ(body_of(ask("GET", "/clock"))["now"], kDefaultClock) << "nothing half applied";
}

INSTANTIATE_TEST_SUITE_P(
    Bad, AdminRefusal,
    ::testing::Values(
        Refused{"GET", "/nothing", "", 404, ""}, Refused{"DELETE", "", "", 405, ""},
        Refused{"GET", "/certs/ca.pem", "", 404, ""}, Refused{"DELETE", "/clock", "", 405, ""},
        Refused{"PUT", "/clock", "not json", 400, ""}, Refused{"PUT", "/clock", "[]", 422, ""},
        Refused{"PUT", "/clock", R"({"now":7})", 422, "/now"},
        Refused{"PUT", "/clock", R"({"now":"yesterday"})", 422, "/now"},
        Refused{"PUT", "/clock", R"({"mode":"frozen"})", 422, "/now"},
        Refused{"PUT", "/clock", R"({"now":"2050-01-01T00:00:00Z"})", 422, "/now"},
        Refused{"POST", "/clock/advance", R"({"by":"P9000D"})", 422, "/by"},
        Refused{"PUT", "/clock", R"({"mode":"slow"})", 422, "/mode"},
        Refused{"PUT", "/clock", R"({"colour":"red"})", 422, "/colour"},
        Refused{"POST", "/clock/advance", "{}", 422, ""},
        Refused{"POST", "/clock/advance", R"({"by":"-PT1S"})", 422, "/by"},
        Refused{"POST", "/clock/advance", R"({"by":"one hour"})", 422, "/by"},
        Refused{"POST", "/faults", R"({"fault":"status=99"})", 422, "/fault"},
        Refused{"POST", "/faults", R"({"fault":7})", 422, "/fault"},
        Refused{"POST", "/faults", R"({"faults":[]})", 422, "/faults"},
        Refused{"POST", "/faults", R"({"fault":"hang","faults":["hang"]})", 422, ""},
        Refused{"POST", "/faults", "{}", 422, ""}, Refused{"PUT", "/faults", "{}", 405, ""},
        Refused{"PUT", "/world", "", 400, ""}, Refused{"PUT", "/world", "[]", 422, ""},
        Refused{"PUT", "/world", "{}", 422, ""},
        Refused{"PUT", "/world", R"({"name":7})", 422, "/name"},
        Refused{"PUT", "/world", R"({"name":"x","variants":{"no.such":"x"}})", 422,
                "/variants/no.such"},
        Refused{"POST", "/world", "{}", 405, ""}, Refused{"PUT", "/settings", "7", 422, ""},
        Refused{"PUT", "/settings", R"({"fixedDelay":-1})", 422, "/fixedDelay"},
        Refused{"PUT", "/settings", R"({"fixedDelay":3600001})", 422, "/fixedDelay"},
        Refused{"POST", "/settings", R"({"fixedDelay":"1s"})", 422, "/fixedDelay"},
        Refused{"POST", "/settings", R"({"fixedDelays":1})", 422, "/fixedDelays"},
        Refused{"PUT", "/settings", R"({"settings":{"fixedDelay":-1}})", 422,
                "/settings/fixedDelay"},
        Refused{"PUT", "/settings", R"({"settings":{},"fixedDelay":1})", 422, "/fixedDelay"},
        Refused{"PUT", "/settings", R"({"extended":{"rateLimits":true}})", 422,
                "/extended/rateLimits"},
        Refused{"PUT", "/settings", R"({"extended":{"colour":1}})", 422, "/extended/colour"},
        Refused{"PUT", "/settings", R"({"delayDistribution":7})", 422, "/delayDistribution"},
        Refused{"PUT", "/settings", R"({"delayDistribution":{"type":"slow"}})", 422,
                "/delayDistribution/type"},
        Refused{"PUT", "/settings", R"({"delayDistribution":{"type":"fixed"}})", 422,
                "/delayDistribution"},
        Refused{"PUT", "/settings", R"({"delayDistribution":{"type":"fixed","median":1}})", 422,
                "/delayDistribution/median"},
        Refused{"PUT", "/settings",
                R"({"delayDistribution":{"type":"uniform","lower":9,"upper":8}})", 422,
                "/delayDistribution/upper"},
        Refused{"PUT", "/settings",
                R"({"delayDistribution":{"type":"lognormal","median":1,"sigma":-1}})", 422,
                "/delayDistribution/sigma"},
        Refused{"POST", "/shutdown", "", 404, ""}, Refused{"GET", "/shutdown", "", 405, ""},
        Refused{"PUT", "/variants", R"({"no.such":"x"})", 422, "/no.such"},
        Refused{"PUT", "/variants", R"({"zkscore.no_data":404})", 422, "/zkscore.no_data"}));

TEST_F(AdminTest, AWorldIsPutInPlaceWithItsVariantsAndResetUndoesIt) {
  Json world = body_of(ask("GET", "/world"));
  EXPECT_EQ(world["name"], "default");
  world["name"] = "mine";
  world["variants"] = {{"upstash.period_30d", "observed"}};
  ask("PUT", "/variants", R"({"zkscore.no_data":"zeros"})");
  EXPECT_EQ(body_of(ask("PUT", "/world", world.dump())), world);
  EXPECT_EQ(body_of(ask("GET", "/world")), world);
  EXPECT_EQ(body_of(ask("GET", "/variants"))["upstash.period_30d"], "observed");
  EXPECT_EQ(body_of(ask("GET", "/variants"))["zkscore.no_data"], "zeros") << "others stay";
  ask("POST", "/reset");
  EXPECT_EQ(body_of(ask("GET", "/world"))["name"], "default");
  EXPECT_EQ(body_of(ask("GET", "/variants"))["upstash.period_30d"], "documented");
}

TEST_F(AdminTest, ABadWorldListsEveryFault) {
  const Json body = body_of(ask(
      "PUT", "/world", R"({"name":7,"colour":"red","lifecycle":{"neon.x":{"removed":"soon"}}})"));
  EXPECT_EQ(body["errors"].size(), 3U) << body;
}

TEST_F(AdminTest, ShutdownAsksTheProgramOnce) {
  int asked = 0;
  AdminContext facts;
  facts.shut_down = [&asked] { ++asked; };
  EXPECT_EQ(handle_admin(mock_, make_request("POST", "/__admin/shutdown"), facts).status, 200);
  EXPECT_EQ(asked, 1);
}

TEST_F(AdminTest, OpenApiNamesTheApisAsTheCallerDoes) {
  AdminContext facts;
  facts.url = "http://0.0.0.0:8080";
  const auto server_for = [&](const Headers& headers) {
    const Request request = make_request("GET", "/__admin/openapi.json", headers);
    return body_of(handle_admin(mock_, request, facts))["servers"][0]["url"].get<std::string>();
  };
  EXPECT_EQ(server_for({{"Host", "localhost:9090"}}), "http://localhost:9090")
      << "a published port";
  EXPECT_EQ(server_for({{"Host", "[::1]:9090"}}), "http://[::1]:9090");
  EXPECT_EQ(server_for({}), "http://0.0.0.0:8080");
  facts.shares_port = false;
  EXPECT_EQ(server_for({{"Host", "localhost:9090"}}), "http://localhost:8080");
  EXPECT_EQ(server_for({{"Host", "[::1]:9090"}}), "http://[::1]:8080");
  EXPECT_EQ(server_for({{"Host", "localhost"}}), "http://localhost:8080");
}

TEST_F(AdminTest, RefusesWhoHasNoAccessBeforeItLooksForTheRoute) {
  AdminContext facts;
  facts.access.token = "s3cret";
  for (const char* path : {"/__admin/clock", "/__admin/nothing", "/__admin/ui2"}) {
    EXPECT_EQ(handle_admin(mock_, make_request("GET", path), facts).status, 401) << path;
  }
  EXPECT_EQ(
      handle_admin(mock_, make_request("GET", "/__admin/clock", bearer("s3cret")), facts).status,
      200);
}

TEST_F(AdminTest, OperationsListEveryRow) {
  const Json body = body_of(ask("GET", "/operations"));
  std::vector<std::string> ids;
  for (const Json& row : body["operations"]) ids.push_back(row["id"]);
  std::vector<std::string> rows;
  for_each_operation([&](const Provider&, const Operation& row) { rows.emplace_back(row.id); });
  EXPECT_EQ(ids, rows);
  EXPECT_EQ(body["operations"][0]["provider"], "upstash");
}

TEST_F(AdminTest, GivesTheAuthorityThatWasGenerated) {
  const Response given =
      handle_admin(mock_, make_request("GET", "/__admin/certs/ca.pem"), {"the PEM text"});
  EXPECT_EQ(given.status, 200);
  EXPECT_EQ(given.headers.get("Content-Type"), "application/pem-certificate-chain");
  EXPECT_EQ(given.body, "the PEM text");
}

TEST_F(AdminTest, HasNoOtherPaths) {
  for (const char* path : {"/", "/v2/qstash/users", "/__administrator", "*"}) {
    const Response refusal = handle_admin(mock_, make_request("GET", path));
    EXPECT_EQ(refusal.status, 404) << path;
    EXPECT_EQ(body_of(refusal)["detail"],
              std::string(path) + " does not exist; this port serves /__admin only");
  }
}

TEST_F(AdminTest, WrongMethodNamesTheRightOnes) {
  EXPECT_EQ(ask("POST", "/clock").headers.get("Allow"), "GET, PUT");
}

}  // namespace
}  // namespace mockmeter::testing
