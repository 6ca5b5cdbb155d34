#include "conformance/run/smoke.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/run/sample_calls.h"
#include "conformance/setup/script.h"
#include "tests/conformance/run/http_client.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const CaseOptions kOptions{11, 1};
bool ends() { return true; }

std::string failure_of(const Client& client, bool exits_on_eof = true) {
  const auto failure = smoke(
      client, [=] { return exits_on_eof; }, kOptions);
  return failure ? smoke_page(*failure, "./adapter", {"an odd line"}) : "";
}

TEST(Smoke, AGoodClientMayBeJudged) { EXPECT_FALSE(smoke(good_client(), ends, kOptions)); }

TEST(Smoke, AClientWithoutHelloIsTriedUntilACallIsSupported) {
  Client client = good_client();
  client.hello = {};
  client.call = [](const Call& call, std::chrono::milliseconds, std::string*) {
    return call.operation == "upstash.get_qstash_user" ? get(call, "/qstash/user") : unsupported();
  };
  EXPECT_EQ(failure_of(client), "");
}

TEST(Smoke, CannedResponsesAreCaught) {
  Client client = good_client();
  client.call = [](const Call& call, std::chrono::milliseconds, std::string*) {
    CallOutcome outcome = get(call, "/qstash/users");
    outcome.value = Json::parse(body_of({{"example", "upstash/list_qstash_users"}}));
    return outcome;
  };
  EXPECT_THAT(failure_of(client), HasSubstr("did not report what was served"));
}

TEST(Smoke, AClientThatAsksSomebodyElseIsTold) {
  Client client = good_client();
  client.call = [](const Call&, std::chrono::milliseconds, std::string*) {
    CallOutcome outcome;
    outcome.kind = CallOutcome::Kind::kError;
    return outcome;
  };
  const std::string page = failure_of(client);
  EXPECT_THAT(page, HasSubstr("never asked the mock"));
  EXPECT_THAT(page, HasSubstr("command   ./adapter"));
  EXPECT_THAT(page, HasSubstr("base_url"));
  EXPECT_THAT(page, HasSubstr("an odd line"));
}

TEST(Smoke, AnAdapterThatDoesNotReplyIsToldWhatToDo) {
  const struct {
    CallOutcome::Kind kind;
    const char* what;
    const char* remedy;
  } cases[] = {{CallOutcome::Kind::kTimeout, "had no reply", "flush"},
               {CallOutcome::Kind::kCrashed, "ended before it replied", "on stderr"},
               {CallOutcome::Kind::kUnsupported, "supports no operation", "exit code 127"}};
  for (const auto& [kind, what, remedy] : cases) {
    Client client = good_client();
    client.call = [kind = kind](const Call&, std::chrono::milliseconds, std::string*) {
      CallOutcome outcome;
      outcome.kind = kind;
      return outcome;
    };
    EXPECT_THAT(failure_of(client), AllOf(HasSubstr(what), HasSubstr(remedy)));
  }
}

TEST(Smoke, ThePageHasTheBeginAndTheEndOfStderr) {
  Client client = good_client();
  client.call = [](const Call&, std::chrono::milliseconds, std::string* stderr_output) {
    for (int line = 1; line <= 12; ++line)
      *stderr_output += "line " + std::to_string(line) + "\n\n";
    return CallOutcome();
  };
  const std::string page = failure_of(client);
  EXPECT_THAT(page,
              HasSubstr("  stderr    line 5\n  stderr    ... (5 lines)\n  stderr    line 11\n"))
      << "the error stands before the trace of the stack, or behind it";
  EXPECT_THAT(page, HasSubstr("  stderr    line 1\n"));
  EXPECT_THAT(page, HasSubstr("  stderr    line 12\n"));
}

TEST(Smoke, AMadeUpOperationHasToBeRefused) {
  Client client = good_client();
  client.call = [](const Call& call, std::chrono::milliseconds, std::string*) {
    return get(call, "/qstash/users");
  };
  EXPECT_THAT(failure_of(client), HasSubstr("does not exist"));
}

TEST(Smoke, BlamesNoClientForAFaultOfOurs) {
  Client client = good_client();
  client.call = [](const Call&, std::chrono::milliseconds, std::string*) -> CallOutcome {
    throw std::runtime_error("no process is left");
  };
  EXPECT_THROW(smoke(client, ends, kOptions), InternalError);
}

TEST(Smoke, TheEndOfInputHasToEndIt) {
  EXPECT_THAT(failure_of(good_client(), false), HasSubstr("does not end when its input does"));
}

TEST(Smoke, ClaimsWhatNobodyKnows) {
  Client client = good_client();
  client.hello.operations = {"acme.everything"};
  EXPECT_THAT(failure_of(client), HasSubstr("acme.everything"));
}

TEST(HappyCalls, EveryNumberIsInItsExample) {
  for (const OperationInfo* operation : sampled_operations()) {
    const Case subject = sample_case(*operation);
    Json response = subject.given["script"][0];
    response.erase("set");
    const Json body = Json::parse(body_of(response));
    const Json::json_pointer place{std::string(operation->sample.number)};
    ASSERT_TRUE(body.contains(place)) << operation->id;
    EXPECT_TRUE(body[place].is_number_integer()) << operation->id;
  }
}

}  // namespace
}  // namespace mockmeter::conformance
