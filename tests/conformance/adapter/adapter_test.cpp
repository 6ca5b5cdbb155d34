#include "conformance/adapter/adapter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <future>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "scripts.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;
using Kind = CallOutcome::Kind;

/// The process id that the adapter answers with.
int process_of(Adapter& adapter, std::size_t number = 0) {
  const CallOutcome outcome = adapter.call(a_call(), kCallLimit, nullptr, number);
  EXPECT_EQ(outcome.kind, Kind::kResult) << outcome.text;
  return outcome.value.is_number() ? outcome.value.get<int>() : 0;
}

TEST(Adapter, ALoopServesEveryCallWithOneProcess) {
  Adapter adapter(shell_adapter(kLoop));
  EXPECT_EQ(adapter.hello().name, "test");
  const int process = process_of(adapter);
  EXPECT_EQ(process_of(adapter), process);
  EXPECT_EQ(process_of(adapter), process);
  EXPECT_THAT(adapter.processes(), ElementsAre(process));
  EXPECT_FALSE(adapter.is_one_shot());
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

TEST(Adapter, CallsWithTheSameNumberGoToTheSameProcess) {
  Adapter adapter(shell_adapter(kLoop));
  const int first = process_of(adapter, 0);
  const int second = process_of(adapter, 1);
  EXPECT_NE(second, first);
  EXPECT_EQ(process_of(adapter, 0), first);
  EXPECT_EQ(process_of(adapter, 1), second);
  EXPECT_EQ(adapter.peak_processes(), 2U);
  EXPECT_TRUE(adapter.exits_on_eof());
  EXPECT_FALSE(is_alive(first) || is_alive(second));
}

TEST(Adapter, ACallThatWaitsForItsProcessHoldsNoOtherUp) {
  const Folder folder;
  const std::string meeting = folder.pipe("meeting");
  Adapter adapter(
      shell_adapter("while next; do is_hello && hello && continue; case $op in held.x) : < " +
                    meeting + " ;; frees.x) : > " + meeting + " ;; esac; result $$; done"));
  const auto call = [&](const char* operation, std::size_t number) {
    return std::async(std::launch::async, [&adapter, operation, number] {
      return adapter.call(a_call(operation), kCallLimit, nullptr, number).kind;
    });
  };
  auto held = call("held.x", 0);
  auto waits = call("test.call", 0);
  // The process of the first two goes on only when another one has had its turn.
  EXPECT_EQ(call("frees.x", 1).get(), Kind::kResult);
  EXPECT_EQ(held.get(), Kind::kResult);
  EXPECT_EQ(waits.get(), Kind::kResult);
}

TEST(Adapter, ALoopIsStartedAgainWhenEofHasEndedIt) {
  Adapter adapter(shell_adapter(kLoop));
  const int process = process_of(adapter);
  EXPECT_TRUE(adapter.exits_on_eof());
  EXPECT_FALSE(is_alive(process));
  EXPECT_THAT(adapter.processes(), IsEmpty());
  EXPECT_NE(process_of(adapter), process);
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

TEST(Adapter, OneThatDoesNotEndAtEofIsEndedAndNamed) {
  Adapter adapter(shell_adapter("next; hello; next; tail -f /dev/null & result $$; wait"));
  const int process = process_of(adapter);
  EXPECT_FALSE(adapter.exits_on_eof());
  EXPECT_FALSE(is_alive(process));
  EXPECT_THAT(adapter.warnings(), ElementsAre("1 process did not end when its stdin was closed"));
}

TEST(Adapter, EndsItsProcessWithItself) {
  int process = 0;
  {
    Adapter adapter(shell_adapter(kLoop));
    process = process_of(adapter);
    EXPECT_TRUE(is_alive(process));
  }
  EXPECT_FALSE(is_alive(process));
}

// What an adapter that replies with one line and exits may do with hello.
class OneShotAtHello : public ::testing::TestWithParam<const char*> {};

TEST_P(OneShotAtHello, IsRespawnedForEveryCall) {
  Adapter adapter(
      shell_adapter(std::string("next; is_hello && { ") + GetParam() + "; }; result $$"));
  std::set<int> processes;
  for (int call = 0; call < 4; ++call) processes.insert(process_of(adapter));
  EXPECT_EQ(processes.size(), 4U);
  EXPECT_TRUE(adapter.is_one_shot());
  EXPECT_TRUE(adapter.exits_on_eof());
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Ways, OneShotAtHello,
                         ::testing::Values("exit 0", "exit 3", "exit 127", "kill -KILL $$",
                                           "hello; exit 0", "hello; sleep 0.2; exit 3",
                                           "hello; next; exit 0",
                                           "echo '{\"unsupported\":\"hello\"}'; exit 0",
                                           "echo '{\"id\":null,\"error\":{}}'; exit 1"),
                         [](const auto& test) { return "Way" + std::to_string(test.index); });

TEST(Adapter, AOneShotMayTakeALineTooMuchIntoItsBuffer) {
  // It reads the next line, ends without a word, and has not begun with it.
  Adapter adapter(shell_adapter("next; is_hello && exit 0; result $$; next; exit 0"));
  std::set<int> processes;
  for (int call = 0; call < 3; ++call) processes.insert(process_of(adapter));
  EXPECT_EQ(processes.size(), 3U);
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

TEST(Adapter, OneShotsRunAtOnceUpToTheLimit) {
  const Folder folder;
  const std::string meeting = folder.pipe("meeting");
  // Opening it waits for the other side: neither is answered unless both run.
  AdapterOptions options =
      shell_adapter("next; is_hello && exit 0; case $op in left.x) : > " + meeting +
                    " ;; right.x) : < " + meeting + " ;; esac; result $$");
  options.processes = 2;
  Adapter adapter(options);
  process_of(adapter);  // shows that it is a one-shot
  process_of(adapter);
  auto left = std::async(std::launch::async,
                         [&] { return adapter.call(a_call("left.x"), kCallLimit).kind; });
  EXPECT_EQ(adapter.call(a_call("right.x"), kCallLimit).kind, Kind::kResult);
  EXPECT_EQ(left.get(), Kind::kResult);
}

TEST(Adapter, WithoutParallelismOneCallIsMadeAtATime) {
  const Folder folder;
  const std::string lock = folder.file("lock");
  for (const char* begin : {"next; is_hello && exit 0; ", "next; hello; while next; do "}) {
    const bool loops = std::string(begin).ends_with("do ");
    Adapter adapter(shell_adapter(begin + ("if mkdir " + lock + " && ls / && rmdir " + lock) +
                                  "; then result 1; else result 0; fi" + (loops ? "; done" : "")));
    std::vector<std::future<CallOutcome>> calls;
    for (int call = 0; call < 8; ++call) {
      calls.push_back(
          std::async(std::launch::async, [&] { return adapter.call(a_call(), kCallLimit); }));
    }
    for (auto& call : calls) EXPECT_EQ(call.get().value.dump(), "1");
  }
}

TEST(Adapter, ParallelCallsAreAnsweredInAnyOrder) {
  // It answers nothing before it has three calls, and then the last one first.
  Adapter adapter(shell_adapter(R"(
      next; echo '{"type":"hello","client":{"name":"a","version":"1","language":"sh"},"parallel":3}'
      while next; do
        id1=$id op1=$op; next; id2=$id op2=$op; next
        printf '{"id":"%s","result":"%s"}\n' $id $op $id2 $op2 $id1 $op1
      done)"));
  std::array<std::future<CallOutcome>, 6> calls;
  for (std::size_t call = 0; call < calls.size(); ++call) {
    calls.at(call) = std::async(std::launch::async, [&adapter, call] {
      return adapter.call(a_call("test.c" + std::to_string(call)), kCallLimit);
    });
  }
  for (std::size_t call = 0; call < calls.size(); ++call) {
    EXPECT_EQ(calls.at(call).get().value, "test.c" + std::to_string(call));
  }
  EXPECT_THAT(adapter.warnings(), IsEmpty());
}

TEST(Adapter, IsToldOperationsAndEnvironment) {
  AdapterOptions options = shell_adapter(R"(
      next; said=$line; hello; next
      printf '{"id":"%s","result":{"hello":%s,"zone":"%s"}}\n' "$id" "$said" "$TZ")");
  options.operations = {"neon.account_consumption", "test.call"};
  Adapter adapter(options);
  EXPECT_EQ(adapter.call(a_call(), kCallLimit).value.dump(),
            R"({"hello":{"mockmeter":1,"type":"hello",)"
            R"("operations":["neon.account_consumption","test.call"]},"zone":"Pacific/Auckland"})");
}

TEST(Adapter, SaysWhatTheClientSays) {
  Adapter adapter(shell_adapter(R"(next; is_hello && exit; case $op in
      test.error) printf '{"id":"%s","error":{"status":429,"class":"TooMany"}}\n' $id ;;
      test.none) printf '{"id":"%s","unsupported":"not yet"}\n' $id ;;
      test.exit) exit 127 ;;
      test.text) printf '{"id":"%s","result_text":"[9007199254740993]"}' $id ;;
      esac)"));
  const CallOutcome error = adapter.call(a_call("test.error"), kCallLimit);
  EXPECT_EQ(error.kind, Kind::kError);
  EXPECT_EQ(error.value.dump(), R"({"status":429,"class":"TooMany"})");
  EXPECT_GT(error.took.count(), 0);
  const CallOutcome none = adapter.call(a_call("test.none"), kCallLimit);
  EXPECT_EQ(none.kind, Kind::kUnsupported);
  EXPECT_EQ(none.text, "not yet");
  EXPECT_EQ(adapter.call(a_call("test.exit"), kCallLimit).kind, Kind::kUnsupported);
  // Its line has no newline: the end of the process ends it.
  EXPECT_EQ(adapter.call(a_call("test.text"), kCallLimit).value.dump(), "[9007199254740993]");
}

TEST(Adapter, PassesOnWhatCameOnStderrDuringTheCall) {
  Adapter adapter(
      shell_adapter("next; hello; while next; do echo \"log of $op\" >&2; result 1; done"));
  std::string stderr_output;
  adapter.call(a_call("test.one"), kCallLimit, &stderr_output);
  EXPECT_EQ(stderr_output, "log of test.one\n");
  adapter.call(a_call("test.two"), kCallLimit, &stderr_output);
  EXPECT_EQ(stderr_output, "log of test.two\n");
}

TEST(Adapter, AHelloThatIsWrongIsRefusedByName) {
  EXPECT_THAT(
      [] { Adapter(shell_adapter("next; echo '{\"type\":\"hello\",\"client\":{}}'")); },
      ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("the adapter \"sh\" cannot be used"),
                                              HasSubstr("/client: expected member \"name\""))));
}

TEST(Adapter, AHelloThatNeverComesIsDoneWithout) {
  AdapterOptions options = shell_adapter("next; while next; do result $$; done");
  options.timeout_scale = 0.02;
  Adapter adapter(options);
  EXPECT_FALSE(adapter.hello().given);
  const CallOutcome outcome = adapter.call(a_call(), kCallLimit * 10);
  EXPECT_EQ(outcome.kind, Kind::kResult);
  EXPECT_THAT(adapter.warnings(), ElementsAre("1 hello had no reply"));
}

TEST(Adapter, WhatAShellDoesNotFindCannotBeRun) {
  EXPECT_THAT([] { Adapter(shell_adapter("no-such-client --loop")); },
              ThrowsMessage<std::runtime_error>(AllOf(HasSubstr("cannot run \"sh\": exit code 127"),
                                                      HasSubstr("not found"),
                                                      HasSubstr("in a folder of PATH?"))));
  AdapterOptions options;
  options.command = {"no-such-client"};
  EXPECT_THROW(Adapter{options}, std::runtime_error);
}

TEST(Adapter, ACallThatBreaksItsSchemaIsOurOwnFault) {
  Adapter adapter(shell_adapter(kLoop));
  Call call = a_call();
  call.options = {{"timeout_ms", -1}};
  EXPECT_THROW(adapter.call(call, kCallLimit), std::logic_error);
}

}  // namespace
}  // namespace mockmeter::conformance
