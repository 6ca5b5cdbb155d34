#include "conformance/adapter/conversation.h"

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
using Kind = Outcome::Kind;

constexpr TimePoint kStart{};
constexpr TimePoint kLater = kStart + std::chrono::milliseconds(40);

class ConversationTest : public ::testing::Test {
 protected:
  static Ticket ticket(const std::string& id) {
    Ticket made;
    made.id = id;
    made.line = "a line of 20 bytes.\n";
    made.limit = std::chrono::milliseconds(100);
    return made;
  }
  void say(const std::string& text) { talk_.take_line({text, false}, kLater); }
  void answer(const std::string& id) { say(R"({"id":")" + id + R"(","result":")" + id + "\"}"); }
  void end(int code, int signal = 0) { talk_.conclude({{code, signal}, false, ""}, kLater); }
  void expect_warning(const std::string& words) {
    EXPECT_THAT(shared_.oddities.texts(), ElementsAre(HasSubstr(words)));
  }

  Shared shared_;
  Conversation talk_{shared_};
  Ticket first_ = ticket("k1");
  Ticket second_ = ticket("k2");
};

TEST_F(ConversationTest, AnswersFindTheirCallsInAnyOrder) {
  talk_.expect_answer(first_, kStart);
  talk_.expect_answer(second_, kStart);
  answer("k2");
  EXPECT_FALSE(first_.outcome);
  answer("k1");
  EXPECT_EQ(first_.outcome->value, "k1");
  EXPECT_EQ(second_.outcome->value, "k2");
  EXPECT_EQ(first_.outcome->took, kLater - kStart);
  EXPECT_THAT(shared_.oddities.texts(), IsEmpty());
}

TEST_F(ConversationTest, AnAnswerBeforeAnythingWasAskedMatchesNothing) {
  answer("k1");
  talk_.expect_answer(first_, kStart);
  EXPECT_FALSE(first_.outcome);
  expect_warning("1 answer came before anything was asked: \"{\\\"id\\\"");
}

TEST_F(ConversationTest, AnUnknownIdMatchesNothing) {
  talk_.expect_answer(first_, kStart);
  answer("k9");
  answer("");
  EXPECT_FALSE(first_.outcome);
  expect_warning("2 answers had ids that were never given; the first: ");
}

TEST_F(ConversationTest, TheFirstOfTwoAnswersCounts) {
  talk_.expect_answer(first_, kStart);
  say(R"({"id":"k1","result":1})");
  say(R"({"id":"k1","result":2})");
  EXPECT_EQ(first_.outcome->value, 1);
  expect_warning("1 answer came to a call that had ended");
}

TEST_F(ConversationTest, NoiseIsIgnoredAndBlankLinesAreNone) {
  talk_.expect_answer(first_, kStart);
  for (const char* line : {"listening ...", "", " \r", "{\"half\":", "\xFF\xFE"}) say(line);
  talk_.take_line({"xxxx", true}, kLater);
  EXPECT_FALSE(first_.outcome);
  expect_warning("4 lines on stdout were no messages; the first: \"listening ...\"");
}

TEST_F(ConversationTest, ShowsNoCredentialThatWasGivenToIt) {
  first_.credential = {{"scheme", "bearer"}, {"token", "napi_live"}};
  talk_.expect_answer(first_, kStart);
  talk_.expect_answer(second_, kStart);
  say("using napi_live");
  end(1);
  expect_warning("1 line on stdout was no message: \"using $SECRET\"");
  EXPECT_THAT(second_.outcome->text, EndsWith("no message: \"using $SECRET\""))
      << "another call's credential";
}

TEST_F(ConversationTest, AnOverdueCallIsSilentAndSaysWhatCameInstead) {
  talk_.expect_answer(first_, kStart);
  say("oops");
  EXPECT_FALSE(talk_.expire(kStart + std::chrono::milliseconds(99)));
  EXPECT_TRUE(talk_.expire(talk_.due()));
  EXPECT_EQ(first_.outcome->kind, Kind::kSilent);
  EXPECT_EQ(first_.outcome->text,
            "no answer within 100 ms; a line on stdout was no message: \"oops\"");
  answer("k1");
  EXPECT_EQ(first_.outcome->kind, Kind::kSilent);
}

TEST_F(ConversationTest, HelloIsAwaitedOnce) {
  const std::string hello = R"({"type":"hello","client":{}})";
  talk_.expect_hello(kStart + std::chrono::seconds(1));
  say("npm notice");
  EXPECT_TRUE(talk_.awaits_hello());
  say(hello);
  EXPECT_FALSE(talk_.awaits_hello());
  EXPECT_TRUE(talk_.hello());
  say(hello);
  expect_warning("2 lines on stdout were no messages");
}

TEST_F(ConversationTest, HelloMayBeRefused) {
  talk_.expect_hello(kStart + std::chrono::seconds(1));
  say(R"({"id":null,"unsupported":"hello"})");
  EXPECT_FALSE(talk_.awaits_hello());
  EXPECT_FALSE(talk_.hello());
  EXPECT_THAT(shared_.oddities.texts(), IsEmpty());
}

TEST_F(ConversationTest, HelloMayStayUnanswered) {
  talk_.expect_hello(kLater);
  EXPECT_FALSE(talk_.expire(kLater));
  EXPECT_FALSE(talk_.awaits_hello());
  expect_warning("1 hello was not answered");
}

struct End {
  int code;
  int signal;
  Kind kind;
  const char* text;
};

TEST_F(ConversationTest, TheEndOfTheProcessEndsItsCalls) {
  const End rows[] = {
      {0, 0, Kind::kCrashed, "it ended with exit code 0 before it answered"},
      {3, 0, Kind::kCrashed, "it ended with exit code 3 before it answered"},
      {0, SIGSEGV, Kind::kCrashed, "it ended with SIGSEGV before it answered"},
      {127, 0, Kind::kUnsupported, "exit code 127"},
  };
  for (const End& row : rows) {
    Conversation talk(shared_);
    Ticket call = ticket("k");
    talk.expect_answer(call, kStart);
    talk.conclude({{row.code, row.signal}, false, ""}, kLater);
    EXPECT_EQ(call.outcome->kind, row.kind) << row.text;
    EXPECT_EQ(call.outcome->text, row.text);
  }
}

TEST_F(ConversationTest, ACrashTakesEveryCallAlong) {
  talk_.expect_answer(first_, kStart);
  talk_.expect_answer(second_, kStart);
  end(127);
  for (const Ticket* call : {&first_, &second_}) {
    EXPECT_EQ(call->outcome->kind, Kind::kCrashed);
    EXPECT_THAT(call->outcome->text, HasSubstr("while 2 calls were under way"));
  }
}

TEST_F(ConversationTest, OneAnswerAndAnEndMakeAOneShot) {
  talk_.expect_answer(first_, kStart);
  answer("k1");
  EXPECT_EQ(shared_.life, Life::kUnknown);
  end(0);
  EXPECT_EQ(shared_.life, Life::kOneShot);
  EXPECT_THAT(shared_.oddities.texts(), IsEmpty());
}

TEST_F(ConversationTest, TwoAnswersMakeALoop) {
  talk_.expect_answer(first_, kStart);
  answer("k1");
  talk_.expect_answer(second_, kStart);
  answer("k2");
  end(0);
  EXPECT_EQ(shared_.life, Life::kLoops);
}

TEST_F(ConversationTest, ACallThatWasNeverReadGoesToAnotherProcess) {
  talk_.expect_answer(first_, kStart);
  answer("k1");
  talk_.expect_answer(second_, kStart);
  talk_.give_back(second_.line.size());
  EXPECT_THAT(talk_.take_returned(), ElementsAre(&second_));
  end(1);
  EXPECT_FALSE(second_.outcome);
  EXPECT_EQ(shared_.life, Life::kOneShot);
  expect_warning("1 process ended oddly after its answer: exit code 1");
}

TEST_F(ConversationTest, ACallThatWasReadInPartDoesNot) {
  talk_.expect_answer(first_, kStart);
  answer("k1");
  talk_.expect_answer(second_, kStart);
  talk_.give_back(second_.line.size() - 1);
  EXPECT_THAT(talk_.take_returned(), IsEmpty());
  end(1);
  EXPECT_EQ(second_.outcome->kind, Kind::kCrashed);
}

TEST_F(ConversationTest, TheFirstLineIsNeverGivenBack) {
  talk_.expect_answer(first_, kStart);
  talk_.give_back(first_.line.size());
  EXPECT_THAT(talk_.take_returned(), IsEmpty());
  end(0);
  EXPECT_EQ(first_.outcome->kind, Kind::kCrashed);
}

TEST_F(ConversationTest, WhatAOneShotReadTooMuchOfIsMadeAgainOnce) {
  talk_.expect_answer(first_, kStart);
  answer("k1");
  talk_.expect_answer(second_, kStart);
  end(0);
  EXPECT_THAT(talk_.take_returned(), ElementsAre(&second_));
  EXPECT_EQ(shared_.life, Life::kUnknown);

  Conversation next(shared_);
  next.expect_hello(kLater);
  next.take_line({R"({"unsupported":"hello"})", false}, kStart);
  next.expect_answer(second_, kStart);
  next.conclude({{0, 0}, false, ""}, kLater);
  EXPECT_THAT(next.take_returned(), IsEmpty());
  EXPECT_EQ(second_.outcome->kind, Kind::kCrashed);
}

TEST_F(ConversationTest, ALoopThatEndsAmidACallHasCrashed) {
  shared_.life = Life::kLoops;
  talk_.expect_answer(first_, kStart);
  answer("k1");
  talk_.expect_answer(second_, kStart);
  end(0);
  EXPECT_EQ(second_.outcome->kind, Kind::kCrashed);
}

TEST_F(ConversationTest, StderrBelongsToTheCallsUnderWayAndIsCut) {
  talk_.take_noise("starting");
  talk_.expect_answer(first_, kStart);
  talk_.take_noise(std::string(40'000, 'x') + "\xFF");
  talk_.expect_answer(second_, kStart);
  talk_.take_noise(std::string(40'000, 'y'));
  answer("k1");
  answer("k2");
  EXPECT_EQ(talk_.greeting_noise(), "starting");
  EXPECT_EQ(first_.noise, std::string(40'000, 'x') + "\xEF\xBF\xBD" + std::string(25'535, 'y'));
  EXPECT_EQ(second_.noise, std::string(40'000, 'y'));
}

}  // namespace
}  // namespace mockmeter::conformance
