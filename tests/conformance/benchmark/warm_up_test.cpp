#include "conformance/benchmark/warm_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/run/http_client.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

Client claiming(std::vector<std::string> operations) {
  Client client;
  client.hello.name = "acme";
  client.hello.operations = std::move(operations);
  return client;
}

const OperationInfo& users() { return choose_call("upstash.list_qstash_users", {}); }

TEST(ChooseCall, IsWhatAllClaim) {
  const Client all = claiming({});
  const Client some = claiming({"zkscore.get_usage", "neon.account_consumption"});
  const Client other = claiming({"zkscore.get_usage"});
  EXPECT_EQ(choose_call("", {all}).id, "upstash.list_qstash_users");
  EXPECT_EQ(choose_call("", {all, some}).id, "neon.account_consumption");
  EXPECT_EQ(choose_call("", {all, some, other}).id, "zkscore.get_usage");
  EXPECT_EQ(choose_call("zkscore.get_usage", {some}).id, "zkscore.get_usage");
}

TEST(ChooseCall, SaysWhatCanBeMeasured) {
  const Client some = claiming({"zkscore.get_usage", "zkscore.create_api_key"});
  const auto choose = [&](const std::string& operation) {
    return [&, operation] { choose_call(operation, {some}); };
  };
  EXPECT_THAT(choose("neon.account_consumption"),
              ThrowsMessage<std::invalid_argument>(
                  AllOf(HasSubstr("acme does not declare neon.account_consumption"),
                        HasSubstr("zkscore.get_usage"))));
  EXPECT_THAT(choose("zkscore.create_api_key"),
              ThrowsMessage<std::invalid_argument>(HasSubstr("use one of zkscore.get_usage")));
  EXPECT_THAT([] { choose_call("", {claiming({"a.b"})}); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("no operation in common")));
}

TEST(WarmUp, TellsWhatAGoodClientAsksAndReports) {
  const WarmUp seen = warm_up(good_client(), users());
  EXPECT_EQ(seen.target, "/v2/qstash/users");
  EXPECT_THAT(seen.response, StartsWith("["));
  ASSERT_TRUE(seen.expected);
  EXPECT_EQ(*seen.expected, Json::parse(seen.response));
}

TEST(WarmUp, ResultsThatAlwaysDifferAreNotExpected) {
  Client client = good_client();
  int made = 0;
  client.call = [&](const Call& call, std::chrono::milliseconds, std::string*) {
    CallOutcome outcome = get(call, "/qstash/users");
    outcome.value[0]["call"] = ++made;
    return outcome;
  };
  EXPECT_FALSE(warm_up(client, users()).expected);
}

/// Why a client that does this cannot be measured.
std::string refusal(const std::function<CallOutcome(const Call&)>& call) {
  Client client = good_client();
  client.hello.name = "acme";
  client.call = [&](const Call& made, std::chrono::milliseconds, std::string*) {
    return call(made);
  };
  try {
    warm_up(client, users());
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "measured";
}

TEST(WarmUp, RefusesAClientThatReportsWhatWasNotServed) {
  const std::string canned = refusal([](const Call& call) {
    CallOutcome outcome = get(call, "/qstash/users");
    outcome.value = Json::array({{{"max_requests_per_day", 1}}});
    return outcome;
  });
  EXPECT_THAT(canned, AllOf(HasSubstr("acme cannot be measured"), HasSubstr("mockmeter conform")));
}

TEST(WarmUp, RefusesAClientThatFails) {
  EXPECT_THAT(refusal([](const Call& call) { return get(call, "/nowhere"); }),
              HasSubstr("acme cannot be measured"));
  EXPECT_THAT(refusal([](const Call&) { return unsupported(); }), HasSubstr("no such operation"));
}

}  // namespace
}  // namespace mockmeter::conformance
