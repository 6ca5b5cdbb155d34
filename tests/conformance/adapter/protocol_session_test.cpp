#include "conformance/adapter/protocol_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <string>

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = CallOutcome::Kind;

constexpr TimePoint kStart{};
constexpr TimePoint kLater = kStart + std::chrono::milliseconds(40);

class ProtocolSessionTest : public ::testing::Test {
 protected:
  static PendingCall call_of(const std::string& id) {
    PendingCall made;
    made.id = id;
    made.limit = std::chrono::milliseconds(100);
    return made;
  }
  void say(const std::string& text) { session_.take_line({text, false}, kLater); }
  void reply(const std::string& id) { say(R"({"id":")" + id + R"(","result":")" + id + "\"}"); }
  std::vector<PendingCall*> end(int code, int signal = 0) {
    return session_.conclude({{code, signal}, false, ""}, kLater);
  }
  void expect_warning(const std::string& words) {
    EXPECT_THAT(state_.warnings.texts(), ElementsAre(HasSubstr(words)));
  }

  AdapterState state_;
  ProtocolSession session_{state_};
  PendingCall first_ = call_of("k1");
  PendingCall second_ = call_of("k2");
};

TEST_F(ProtocolSessionTest, RepliesFindTheirCallsInAnyOrder) {
  session_.expect_reply(first_, kStart);
  session_.expect_reply(second_, kStart);
  reply("k2");
  EXPECT_FALSE(first_.outcome);
  reply("k1");
  EXPECT_EQ(first_.outcome->value, "k1");
  EXPECT_EQ(second_.outcome->value, "k2");
  EXPECT_EQ(first_.outcome->took, kLater - kStart);
  EXPECT_THAT(state_.warnings.texts(), IsEmpty());
}

TEST_F(ProtocolSessionTest, AReplyBeforeAnythingWasAskedMatchesNothing) {
  reply("k1");
  session_.expect_reply(first_, kStart);
  EXPECT_FALSE(first_.outcome);
  expect_warning("1 reply came before anything was asked: \"{\\\"id\\\"");
}

TEST_F(ProtocolSessionTest, AnUnknownIdMatchesNothing) {
  session_.expect_reply(first_, kStart);
  reply("k9");
  reply("");
  EXPECT_FALSE(first_.outcome);
  expect_warning("2 replies had ids that were never given; the first: ");
}

TEST_F(ProtocolSessionTest, TheFirstOfTwoRepliesCounts) {
  session_.expect_reply(first_, kStart);
  say(R"({"id":"k1","result":1})");
  say(R"({"id":"k1","result":2})");
  EXPECT_EQ(first_.outcome->value, 1);
  expect_warning("1 reply came to a call that had ended");
}

TEST_F(ProtocolSessionTest, NoiseIsIgnoredAndBlankLinesAreNone) {
  session_.expect_reply(first_, kStart);
  for (const char* line : {"listening ...", "", " \r", "{\"half\":", "\xFF\xFE"}) say(line);
  session_.take_line({"xxxx", true}, kLater);
  EXPECT_FALSE(first_.outcome);
  expect_warning("4 lines on stdout were no messages; the first: \"listening ...\"");
}

TEST_F(ProtocolSessionTest, ShowsNoCredentialThatWasGivenToIt) {
  first_.credential = {{"scheme", "bearer"}, {"token", "napi_live"}};
  session_.expect_reply(first_, kStart);
  session_.expect_reply(second_, kStart);
  say("using napi_live");
  end(1);
  expect_warning("1 line on stdout was no message: \"using $SECRET\"");
  EXPECT_THAT(second_.outcome->text, EndsWith("no message: \"using $SECRET\""))
      << "another call's credential";
}

TEST_F(ProtocolSessionTest, AnOverdueCallIsSilentAndSaysWhatCameInstead) {
  session_.expect_reply(first_, kStart);
  say("oops");
  EXPECT_FALSE(session_.expire(kStart + std::chrono::milliseconds(99)));
  EXPECT_TRUE(session_.expire(session_.due()));
  EXPECT_EQ(first_.outcome->kind, Kind::kTimeout);
  EXPECT_EQ(first_.outcome->text,
            "no reply within 100 ms; a line on stdout was no message: \"oops\"");
  reply("k1");
  EXPECT_EQ(first_.outcome->kind, Kind::kTimeout);
}

TEST_F(ProtocolSessionTest, HelloIsAwaitedOnce) {
  const std::string hello = R"({"type":"hello","client":{}})";
  session_.expect_hello(kStart + std::chrono::seconds(1));
  say("npm notice");
  EXPECT_TRUE(session_.awaits_hello());
  say(hello);
  EXPECT_FALSE(session_.awaits_hello());
  EXPECT_TRUE(session_.hello());
  say(hello);
  expect_warning("2 lines on stdout were no messages");
}

TEST_F(ProtocolSessionTest, HelloMayBeRefused) {
  session_.expect_hello(kStart + std::chrono::seconds(1));
  say(R"({"id":null,"unsupported":"hello"})");
  EXPECT_FALSE(session_.awaits_hello());
  EXPECT_FALSE(session_.hello());
  EXPECT_THAT(state_.warnings.texts(), IsEmpty());
}

TEST_F(ProtocolSessionTest, AnErrorInReplyToHelloIsTold) {
  session_.expect_hello(kStart + std::chrono::seconds(1));
  say(R"({"error":{"message":"set ACME_HOME"}})");
  EXPECT_FALSE(session_.awaits_hello());
  expect_warning("1 hello was replied to with an error: ");
}

TEST_F(ProtocolSessionTest, HelloMayHaveNoReply) {
  session_.expect_hello(kLater);
  EXPECT_FALSE(session_.expire(kLater));
  EXPECT_FALSE(session_.awaits_hello());
  expect_warning("1 hello had no reply");
}

struct End {
  int code;
  int signal;
  Kind kind;
  const char* text;
};

TEST_F(ProtocolSessionTest, TheEndOfTheProcessEndsItsCalls) {
  const End rows[] = {
      {0, 0, Kind::kCrashed, "it ended with exit code 0 before it replied"},
      {3, 0, Kind::kCrashed, "it ended with exit code 3 before it replied"},
      {0, SIGSEGV, Kind::kCrashed, "it ended with SIGSEGV before it replied"},
      {127, 0, Kind::kUnsupported, "exit code 127"},
  };
  for (const End& row : rows) {
    ProtocolSession talk(state_);
    PendingCall call = call_of("k");
    talk.expect_reply(call, kStart);
    talk.conclude({{row.code, row.signal}, false, ""}, kLater);
    EXPECT_EQ(call.outcome->kind, row.kind) << row.text;
    EXPECT_EQ(call.outcome->text, row.text);
  }
}

TEST_F(ProtocolSessionTest, ACrashTakesEveryCallAlong) {
  session_.expect_reply(first_, kStart);
  session_.expect_reply(second_, kStart);
  end(127);
  for (const PendingCall* call : {&first_, &second_}) {
    EXPECT_EQ(call->outcome->kind, Kind::kCrashed);
    EXPECT_THAT(call->outcome->text, HasSubstr("while 2 calls were under way"));
  }
}

// The process that was told hello ends, or goes on: that is all that shows the mode.
TEST_F(ProtocolSessionTest, AnEndAfterHelloMakesAOneShot) {
  for (const char* reply : {"", R"({"type":"hello"})", R"({"unsupported":"hello"})"}) {
    for (const int code : {0, 3, 127}) {
      AdapterState state;
      ProtocolSession session(state);
      session.expect_hello(kLater);
      session.take_line({reply, false}, kStart);
      session.conclude({{code, 0}, false, ""}, kStart);
      EXPECT_EQ(state.mode, AdapterMode::kOneShot) << reply << code;
      EXPECT_THAT(state.warnings.texts(), IsEmpty());
    }
  }
}

TEST_F(ProtocolSessionTest, AReplyAfterHelloMakesAPersistentOne) {
  session_.expect_hello(kLater);
  say(R"({"type":"hello"})");
  EXPECT_EQ(state_.mode, AdapterMode::kUnknown);
  session_.expect_reply(first_, kStart);
  reply("k1");
  EXPECT_EQ(state_.mode, AdapterMode::kPersistent);
  EXPECT_THAT(end(0), IsEmpty());
  EXPECT_EQ(state_.mode, AdapterMode::kPersistent);
}

TEST_F(ProtocolSessionTest, CallsThatAOneShotWasGivenAfterHelloAreForOthers) {
  session_.expect_hello(kLater);
  say(R"({"type":"hello"})");
  session_.expect_reply(first_, kStart);
  session_.expect_reply(second_, kStart);
  session_.take_stderr("bye");
  say("bye");
  EXPECT_THAT(end(1), ElementsAre(&first_, &second_));
  EXPECT_EQ(state_.mode, AdapterMode::kOneShot);
  EXPECT_FALSE(first_.outcome);
  EXPECT_EQ(first_.stderr_output, "");
  expect_warning("1 line on stdout was no message");
  // The next process is given the call alone, and its end is the call's.
  ProtocolSession next(state_);
  next.expect_reply(first_, kStart);
  EXPECT_THAT(next.conclude({{1, 0}, false, ""}, kLater), IsEmpty());
  EXPECT_EQ(first_.outcome->text, "it ended with exit code 1 before it replied");
}

TEST_F(ProtocolSessionTest, WithoutHelloTheFirstReplyAndAnEndMakeAOneShot) {
  session_.expect_reply(first_, kStart);
  reply("k1");
  EXPECT_EQ(state_.mode, AdapterMode::kUnknown);
  session_.expect_reply(second_, kStart);
  EXPECT_THAT(end(1), ElementsAre(&second_));
  EXPECT_EQ(state_.mode, AdapterMode::kOneShot);
  expect_warning("1 process ended oddly after its reply: exit code 1");
}

TEST_F(ProtocolSessionTest, WhatEndedWithoutAReplyOrByASignalShowsNoMode) {
  session_.expect_reply(first_, kStart);
  end(0);
  EXPECT_EQ(first_.outcome->kind, Kind::kCrashed);
  ProtocolSession killed(state_);
  killed.expect_hello(kLater);
  killed.conclude({{0, SIGKILL}, false, ""}, kStart);
  ProtocolSession told(state_);
  told.expect_hello(kLater);
  told.conclude({{0, 0}, true, ""}, kStart);
  EXPECT_EQ(state_.mode, AdapterMode::kUnknown);
}

TEST_F(ProtocolSessionTest, APersistentOneThatEndsAmidACallHasCrashed) {
  state_.mode = AdapterMode::kPersistent;
  session_.expect_reply(first_, kStart);
  reply("k1");
  session_.expect_reply(second_, kStart);
  EXPECT_THAT(end(0), IsEmpty());
  EXPECT_EQ(second_.outcome->kind, Kind::kCrashed);
}

TEST_F(ProtocolSessionTest, StderrBelongsToTheCallsUnderWayAndIsCut) {
  session_.take_stderr("starting");
  session_.expect_reply(first_, kStart);
  session_.take_stderr(std::string(40'000, 'x') + "\xFF");
  session_.expect_reply(second_, kStart);
  session_.take_stderr(std::string(40'000, 'y'));
  reply("k1");
  reply("k2");
  EXPECT_EQ(session_.greeting_output(), "starting");
  EXPECT_EQ(first_.stderr_output,
            std::string(40'000, 'x') + "\xEF\xBF\xBD" + std::string(25'535, 'y'));
  EXPECT_EQ(second_.stderr_output, std::string(40'000, 'y'));
}

}  // namespace
}  // namespace mockmeter::conformance
