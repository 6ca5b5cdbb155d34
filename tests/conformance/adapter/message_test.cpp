#include "conformance/adapter/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>

#include "scripts.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;
using Kind = CallOutcome::Kind;

TEST(Message, HelloNamesTheOperations) {
  EXPECT_EQ(hello_line({"neon.account_consumption"}),
            R"({"mockmeter":1,"type":"hello","operations":["neon.account_consumption"]})"
            "\n");
}

TEST(Message, ACallIsOneLine) {
  Call call = a_call("neon.account_consumption");
  call.credential = {{"scheme", "bearer"}, {"token", "two\nlines"}};
  call.arguments = {{"from", "2026-05-01T00:00:00Z"}, {"limit", 10}};
  call.options = {{"timeout_ms", 2000}};
  EXPECT_EQ(call_line("k7", call),
            R"({"type":"call","id":"k7","operation":"neon.account_consumption",)"
            R"("base_url":"http://127.0.0.1:9/v1",)"
            R"("credential":{"scheme":"bearer","token":"two\nlines"},)"
            R"("arguments":{"from":"2026-05-01T00:00:00Z","limit":10},)"
            R"("options":{"timeout_ms":2000}})"
            "\n");
}

TEST(Message, ACallWithoutACredentialHasNoSuchMember) {
  EXPECT_EQ(call_line("k7", a_call()).find("credential"), std::string::npos);
}

struct WrongCall {
  const char* name;
  const char* member;
  Json value;
  const char* complaint;
};

TEST(Message, WhatWeSendIsHeldToItsSchemaToo) {
  const WrongCall rows[] = {
      {"scheme", "credential", {{"scheme", "digest"}}, "/credential"},
      {"option", "options", {{"patience", 3}}, "/options/patience"},
      {"arguments", "arguments", Json::array({1}), "/arguments"},
  };
  for (const WrongCall& row : rows) {
    Call call = a_call();
    (row.member == std::string("credential") ? call.credential
     : row.member == std::string("options")  ? call.options
                                             : call.arguments) = row.value;
    EXPECT_THAT([&] { call_line("k7", call); },
                ThrowsMessage<std::logic_error>(HasSubstr(row.complaint)))
        << row.name;
  }
  Call call = a_call();
  call.base_url = "http://127.0.0.1:9/v1/";
  EXPECT_THROW(call_line("k7", call), std::logic_error);
}

TEST(Message, IdsAreLongAndNeverTheSame) {
  std::set<std::string> ids;
  for (int count = 0; count < 1000; ++count) {
    const std::string id = new_id();
    EXPECT_EQ(id.size(), 32U);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1000U);
}

TEST(Message, ALineIsTakenForWhatItSeemsToBe) {
  const struct {
    const char* line;
    Message::Kind kind;
  } rows[] = {
      {R"({"type":"hello","client":{}})", Message::Kind::kHello},
      {R"({"id":"k7"})", Message::Kind::kReply},
      {R"({"id":null,"unsupported":"no"})", Message::Kind::kRefusal},
      {R"({"error":{}})", Message::Kind::kRefusal},
      {R"({"id":7,"level":"info"})", Message::Kind::kNoise},
      {R"({"type":"hi"})", Message::Kind::kNoise},
      {R"(["id","k7"])", Message::Kind::kNoise},
      {"listening ...", Message::Kind::kNoise},
      {"{\"id\":\"k7\",\"result\":\"\xFF\"}", Message::Kind::kNoise},
  };
  for (const auto& row : rows) EXPECT_EQ(read_message(row.line).kind, row.kind) << row.line;
}

TEST(Message, HelloIsReadWhole) {
  const ClientInfo hello = to_hello(Json::parse(R"({"type":"hello",
      "client":{"name":"acme","version":"2.4.1","language":"Go","source":"https://s.example",
      "issues":"https://a.example"},
      "operations":["neon.account_consumption"],"model":"typed","time_resolution":"ms",
      "features":["retry","timeout"],"parallel":4})"));
  EXPECT_TRUE(hello.given);
  EXPECT_EQ(hello.name, "acme");
  EXPECT_EQ(hello.version, "2.4.1");
  EXPECT_EQ(hello.language, "Go");
  EXPECT_EQ(hello.source, "https://s.example");
  EXPECT_EQ(hello.issues, "https://a.example");
  EXPECT_THAT(hello.operations, ElementsAre("neon.account_consumption"));
  EXPECT_THAT(hello.features, ElementsAre("retry", "timeout"));
  EXPECT_TRUE(hello.typed);
  EXPECT_EQ(hello.time_resolution, std::chrono::milliseconds(1));
  EXPECT_EQ(hello.parallel, 4);
}

TEST(Message, HelloMayBeShort) {
  const ClientInfo hello = to_hello(
      Json::parse(R"({"type":"hello","client":{"name":"a","version":"","language":"sh"}})"));
  EXPECT_THAT(hello.operations, IsEmpty());
  EXPECT_THAT(hello.features, IsEmpty());
  EXPECT_FALSE(hello.typed);
  EXPECT_EQ(hello.time_resolution, std::chrono::nanoseconds(1));
  EXPECT_EQ(hello.parallel, 1);
}

TEST(Message, AMisspeltMemberOfHelloIsRefused) {
  EXPECT_THAT(
      [] {
        to_hello(Json::parse(R"({"type":"hello","client":{"name":"a","version":"1",
                                 "language":"sh"},"feature":["retry"]})"));
      },
      ThrowsMessage<std::runtime_error>(HasSubstr("/feature")));
}

struct ReplyRow {
  const char* text;
  Kind kind;
  const char* value;  // as JSON
  const char* words;
};

TEST(Message, AReplySaysHowTheCallEnded) {
  const ReplyRow rows[] = {
      {R"({"id":"k","result":{"a":1}})", Kind::kResult, R"({"a":1})", ""},
      {R"({"id":"k","result":null})", Kind::kResult, "null", ""},
      {R"({"id":"k","result":[1],"error":null,"warnings":null})", Kind::kResult, "[1]", ""},
      {R"({"id":"k","result":null,"error":{"status":404,"code":null}})", Kind::kError,
       R"({"status":404})", ""},
      {R"({"id":"k","error":{"status":"404","extra":[1]}})", Kind::kError,
       R"({"status":"404","extra":[1]})", ""},
      {R"({"id":"k","unsupported":"no such call"})", Kind::kUnsupported, "null", "no such call"},
      {R"({"id":"k","result_text":"[9007199254740993, 1E+2, 18446744073709551616]"})",
       Kind::kResult, R"([9007199254740993,100.0,"18446744073709551616"])", ""},
      {R"({"id":"k","result_text":"{"})", Kind::kCrashed, "null", "result_text"},
      {R"({"id":"k","result_text":{}})", Kind::kCrashed, "null", "/result_text"},
      {R"({"id":"k"})", Kind::kCrashed, "null", "its reply is wrong"},
      {R"({"id":"k","result":1,"error":{}})", Kind::kCrashed, "null", "exactly one of"},
      {R"({"id":"k","error":"boom"})", Kind::kCrashed, "null", "/error"},
  };
  for (const ReplyRow& row : rows) {
    const CallOutcome outcome = to_outcome(read_message(row.text).body);
    EXPECT_EQ(outcome.kind, row.kind) << row.text;
    EXPECT_EQ(outcome.value.dump(), row.value) << row.text;
    EXPECT_THAT(outcome.text, HasSubstr(row.words)) << row.text;
  }
}

TEST(Message, WarningsOfTheClientArePassedOn) {
  const CallOutcome outcome =
      to_outcome(Json::parse(R"({"id":"k","result":1,"warnings":["deprecated"]})"));
  EXPECT_THAT(outcome.warnings, ElementsAre("deprecated"));
}

}  // namespace
}  // namespace mockmeter::conformance
