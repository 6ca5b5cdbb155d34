#include "conformance/setup/case_setup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <filesystem>
#include <stdexcept>

#include "conformance/setup/placeholder_values.h"

namespace mockmeter::conformance {
namespace {

using ::testing::EndsWith;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::uint64_t kSeed = 42;

Case a_case(const std::string& operation, Json given) {
  Case subject;
  subject.id = "test/stage/case";
  subject.operations = {operation};
  subject.given = std::move(given);
  subject.when = {{{"operation", operation}}};
  subject.then = {{"outcomes", {{{"any_outcome", true}}}}};
  return subject;
}

/// The host and the port of a call's base URL, for a client.
std::string origin_of(const Call& call) {
  return call.base_url.substr(0, call.base_url.find('/', 8));
}

std::string get(const Call& call, const std::string& target) {
  httplib::Client client(origin_of(call));
  const auto response = client.Get(target);
  return response ? std::to_string(response->status) + ' ' + response->body : "no response";
}

TEST(CaseSetup, EveryProviderHasItsBasePathAndACredentialThatWorks) {
  const struct {
    const char* operation;
    const char* base_path;
    const char* target;
  } cases[] = {
      {"upstash.list_qstash_users", "/v2", "/v2/qstash/users"},
      {"neon.account_consumption", "/api/v2",
       "/api/v2/consumption_history/account?from=2026-05-19T00:00:00Z&to=2026-05-20T00:00:00Z"
       "&granularity=hourly"},
      {"zkscore.list_api_keys", "/v1", "/v1/keys"},
  };
  for (const auto& [operation, base_path, target] : cases) {
    const CaseSetup setup(a_case(operation, Json::object()), kSeed);
    ASSERT_THAT(setup.calls(), SizeIs(1));
    const Call& call = setup.calls().front();
    EXPECT_THAT(call.base_url, StartsWith("http://127.0.0.1:"));
    EXPECT_THAT(call.base_url, EndsWith(base_path));
    httplib::Client client(origin_of(call));
    if (call.credential["scheme"] == "basic") {
      client.set_basic_auth(call.credential["username"].get<std::string>(),
                            call.credential["password"].get<std::string>());
    } else {
      client.set_bearer_token_auth(call.credential["token"].get<std::string>());
    }
    const auto response = client.Get(target);
    ASSERT_TRUE(response) << operation;
    EXPECT_NE(response->status, 401) << operation << response->body;
    EXPECT_THAT(setup.exchanges(), SizeIs(1));
  }
}

TEST(CaseSetup, FillsSaltAndPortsEverywhere) {
  Case subject = a_case(
      "upstash.list_qstash_users",
      {{"script",
        {{{"json", {{"n", "${random.count}"}, {"t", "${random.text}"}}}},
         {{"status", 302},
          {"headers",
           Json::array({Json::array({"Location", "http://127.0.0.1:${second_server.port}/x"})})}}}},
       {"second_server", {{{"text", "here, behind ${port}"}}}}});
  subject.when[0]["arguments"] = {{"id", "${random.id}"}};
  subject.when[0]["credential"] = {{"scheme", "bearer"}, {"token", "${random.token}"}};
  subject.then["no_leak"] = {{"token", "${random.token}"}};
  const Json salt = random_values(kSeed, subject.id);

  const CaseSetup setup(subject, kSeed);
  const Call& call = setup.calls().front();
  EXPECT_EQ(call.arguments["id"], salt["random.id"]);
  EXPECT_EQ(call.credential["token"], salt["random.token"]);
  EXPECT_EQ(setup.then()["no_leak"]["token"], salt["random.token"]);
  EXPECT_EQ(get(call, "/any"),
            "200 " + Json({{"n", salt["random.count"]}, {"t", salt["random.text"]}}).dump());
  httplib::Client client(origin_of(call));
  client.set_follow_location(true);
  const auto there = client.Get("/any");
  ASSERT_TRUE(there);
  EXPECT_EQ(there->body, "here, behind " + origin_of(call).substr(17));
  EXPECT_THAT(setup.exchanges(), SizeIs(2));
  EXPECT_THAT(setup.second_exchanges(), SizeIs(1));
}

TEST(CaseSetup, TheMockRespondsWithWhatIsGiven) {
  const char* const target = "/api/v2/consumption_history/account";
  const CaseSetup later(a_case("neon.account_consumption", {{"clock", "2026-07-01T00:00:00Z"}}),
                        kSeed);
  EXPECT_THAT(get(later.calls().front(), target), StartsWith("404"));  // it is removed by then
  const CaseSetup broken(
      a_case("neon.account_consumption", {{"faults", Json::array({"status=418"})}}), kSeed);
  EXPECT_THAT(get(broken.calls().front(), target), StartsWith("418"));
  EXPECT_THROW(CaseSetup(a_case("neon.account_consumption", {{"clock", "noon"}}), kSeed),
               std::invalid_argument);
  EXPECT_THROW(CaseSetup(a_case("neon.account_consumption", {{"faults", {"magic"}}}), kSeed),
               std::exception);
  EXPECT_THROW(CaseSetup(a_case("neon.account_consumption", {{"world", {{"name", 7}}}}), kSeed),
               std::exception);
}

TEST(CaseSetup, ACertificateComesWithItsAuthority) {
  const CaseSetup setup(a_case("upstash.list_qstash_users", {{"certificate", "trusted"}}), kSeed);
  const Call& call = setup.calls().front();
  EXPECT_THAT(call.base_url, StartsWith("https://"));
  const auto file = call.options["ca_file"].get<std::string>();
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(CaseSetup, ShowsTheAuthorityOfTheRunWhoeverVouchesForTheServer) {
  const auto trust = std::make_shared<const TestAuthority>();
  for (const char* certificate : {"trusted", "unknown-authority", "wrong-host", "expired"}) {
    const CaseSetup setup(a_case("upstash.list_qstash_users", {{"certificate", certificate}}),
                          kSeed, trust);
    EXPECT_EQ(setup.calls().front().options["ca_file"].get_ref<const std::string&>(),
              trust->file());
  }
}

TEST(CaseSetup, AnEmptyCredentialIsNone) {
  Case subject = a_case("upstash.list_qstash_users", Json::object());
  subject.when[0]["credential"] = Json::object();
  EXPECT_TRUE(CaseSetup(subject, kSeed).calls().front().credential.is_null());
}

TEST(CaseSetup, ACallWaitsOnlyWhereItIsToldTo) {
  Case subject = a_case("upstash.list_qstash_users", Json::object());
  EXPECT_EQ(CaseSetup(subject, kSeed).calls().front().after, std::chrono::milliseconds(0));
  subject.when[0]["after_ms"] = 100;
  EXPECT_EQ(CaseSetup(subject, kSeed).calls().front().after, std::chrono::milliseconds(100));
}

TEST(CaseSetup, ACallMayTakeWhatItAsksForAndTenSeconds) {
  Call call;
  EXPECT_EQ(limit_of(call), std::chrono::seconds(10));
  call.options = {{"timeout_ms", 500}, {"max_retries", 3}};
  EXPECT_EQ(limit_of(call), std::chrono::seconds(12));
}

TEST(CaseSetup, ThePortsOfRetriesStayOpenLonger) {
  Case subject = a_case("upstash.list_qstash_users", Json::object());
  subject.topic = "decoding";
  const auto grace = grace_of(subject);
  subject.topic = "retry";
  EXPECT_GT(grace_of(subject), grace);
}

}  // namespace
}  // namespace mockmeter::conformance
