#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <string>

#include "conformance/adapter/adapter.h"
#include "scripts.h"

// Adapters that do what none should. Each call ends in the right way, and the next one is made.

namespace mockmeter::conformance {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using Kind = CallOutcome::Kind;

constexpr std::chrono::milliseconds kSoon{200};

/// A loop that does what `deed` says when it is asked for test.deed, and else answers.
AdapterOptions doing(const std::string& deed) {
  return shell_adapter("next; is_hello && { hello; next; }; while :; do case $op in test.deed) " +
                       deed + " ;; *) result $$ ;; esac; next; done");
}

struct Hostile {
  const char* name;
  const char* deed;
  Kind kind;
  const char* text;
  const char* warning;  // nullptr = none
};

class HostileAdapter : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileAdapter, CostsOneCallAtMost) {
  const Hostile& row = GetParam();
  Adapter adapter(doing(row.deed));
  EXPECT_EQ(adapter.call(a_call(), kCallLimit).kind, Kind::kResult);
  EXPECT_EQ(adapter.call(a_call(), kCallLimit).kind, Kind::kResult);
  const CallOutcome outcome =
      adapter.call(a_call("test.deed"), row.kind == Kind::kTimeout ? kSoon : kCallLimit);
  EXPECT_EQ(outcome.kind, row.kind) << outcome.text;
  EXPECT_THAT(outcome.text, HasSubstr(row.text));
  EXPECT_EQ(adapter.call(a_call(), kCallLimit).kind, Kind::kResult);
  EXPECT_TRUE(adapter.exits_on_eof());
  if (row.warning == nullptr) {
    EXPECT_THAT(adapter.warnings(), IsEmpty());
  } else {
    EXPECT_THAT(adapter.warnings(), ElementsAre(StartsWith(row.warning)));
  }
}

constexpr const char* kStrays = "1 line on stdout was no message";
constexpr const char* kManyStrays = "2 lines on stdout were no messages";

INSTANTIATE_TEST_SUITE_P(
    Deeds, HostileAdapter,
    ::testing::Values(
        Hostile{"Garbage", "echo 'GET / HTTP/1.1'; echo '[1]'; result 1", Kind::kResult, "",
                kManyStrays},
        Hostile{"PartialLines", "printf '{\"id\":'; printf '\"%s\",\"res' $id; echo 'ult\":1}'",
                Kind::kResult, "", nullptr},
        Hostile{"HalfAMessage", "echo '{\"id\":\"'; result 1", Kind::kResult, "", kStrays},
        Hostile{"InvalidUtf8", "printf '{\"id\":\"%s\",\"result\":\"\\377\"}\\n' $id; result 1",
                Kind::kResult, "", kStrays},
        Hostile{"ALineOf64Megabytes", "head -c 67108864 /dev/zero | tr '\\0' x; echo; result 1",
                Kind::kResult, "", kStrays},
        Hostile{"UnknownId", "echo '{\"id\":\"k7\",\"result\":1}'; result 2", Kind::kResult, "",
                "1 reply had an id that was never given"},
        Hostile{"TwoReplies", "result 1; result 2", Kind::kResult, "",
                "1 reply came to a call that had ended"},
        Hostile{"AReplyThatIsNone", "echo '{\"id\":\"'$id'\",\"value\":1}'", Kind::kCrashed,
                "its reply is wrong", nullptr},
        Hostile{"AnUnreadableResult", "echo '{\"id\":\"'$id'\",\"result_text\":\"<html>\"}'",
                Kind::kCrashed, "result_text", nullptr},
        Hostile{"AReplyThatIsTooDeep",
                "printf '{\"id\":\"%s\",\"result\":' $id; head -c 100000 /dev/zero | tr '\\0' '['; "
                "echo; result 1",
                Kind::kResult, "", kStrays},
        Hostile{"Exit0", "exit 0", Kind::kCrashed, "it ended with exit code 0 before it replied",
                nullptr},
        Hostile{"Exit3", "exit 3", Kind::kCrashed, "it ended with exit code 3", nullptr},
        Hostile{"Exit127", "exit 127", Kind::kUnsupported, "exit code 127", nullptr},
        Hostile{"Segfault", "kill -SEGV $$", Kind::kCrashed, "it ended with SIGSEGV", nullptr},
        Hostile{"NoReply", "next", Kind::kTimeout, "no reply within 200 ms", nullptr},
        Hostile{"ClosedStdin", "exec < /dev/null; tail -f /dev/null & wait", Kind::kTimeout,
                "no reply", nullptr},
        Hostile{"ClosedStdout", "exec > /dev/null; tail -f /dev/null & wait", Kind::kTimeout,
                "no reply", nullptr},
        Hostile{"ClosedStdoutForLong", "exec > /dev/null; tail -f /dev/null & wait", Kind::kCrashed,
                "it closed its stdout before it replied", nullptr},
        Hostile{"FloodsStderr", "head -c 20000000 /dev/zero >&2; result 1", Kind::kResult, "",
                nullptr},
        Hostile{"AGrandchildHoldsStdout", "tail -f /dev/null & exit 0", Kind::kCrashed,
                "it ended with exit code 0",
                "1 process ended, and something that it had started held its stdout"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(HostileAdapters, OneThatIgnoresSigtermIsKilled) {
  // It ignores it before it has answered anything, so the signal cannot come too early.
  Adapter adapter(shell_adapter(
      "trap '' TERM; next; is_hello && { hello; next; }; "
      "while [ $op != test.deed ]; do result $$; next; done; exec tail -f /dev/null"));
  const CallOutcome before = adapter.call(a_call(), kCallLimit);
  EXPECT_EQ(adapter.call(a_call("test.deed"), kSoon).kind, Kind::kTimeout);
  EXPECT_NE(adapter.call(a_call(), kCallLimit).value, before.value);
  EXPECT_TRUE(adapter.exits_on_eof());
  EXPECT_THAT(adapter.warnings(), ElementsAre("1 process ignored SIGTERM and was killed"));
}

TEST(HostileAdapters, AFloodOfStderrIsCut) {
  Adapter adapter(
      shell_adapter("next; is_hello && exit; head -c 20000000 /dev/zero | tr '\\0' x >&2; "
                    "result 1"));
  std::string stderr_output;
  EXPECT_EQ(adapter.call(a_call(), kCallLimit, &stderr_output).kind, Kind::kResult);
  EXPECT_EQ(stderr_output, std::string(65'536, 'x'));
}

TEST(HostileAdapters, AnEndlessFloodOfStdoutIsSilence) {
  Adapter adapter(shell_adapter("next; is_hello && exit; yes '{\"id\":\"k1\",\"result\":1}'"));
  EXPECT_EQ(adapter.call(a_call(), kSoon * 5).kind, Kind::kTimeout);  // time for it to begin
  EXPECT_THAT(adapter.warnings(), Contains(HasSubstr("replies had ids that were never given")));
}

TEST(HostileAdapters, ACannedTranscriptMatchesNothing) {
  Adapter adapter(
      shell_adapter("echo '{\"id\":\"k1\",\"result\":1}'; echo '{\"id\":\"k2\",\"result\":2}'"));
  const CallOutcome outcome = adapter.call(a_call(), kCallLimit);
  EXPECT_EQ(outcome.kind, Kind::kCrashed);
  EXPECT_EQ(outcome.text, "it ended with exit code 0 before it replied");
  EXPECT_THAT(adapter.warnings(), Contains(HasSubstr("came before anything was asked")));
}

TEST(HostileAdapters, WhatNeverReadsIsNotWrittenTo) {
  Adapter adapter(shell_adapter("exec < /dev/null; exit 5"));
  Call call = a_call();
  call.arguments = {{"long", std::string(1'000'000, 'x')}};
  const CallOutcome outcome = adapter.call(call, kCallLimit);
  EXPECT_EQ(outcome.kind, Kind::kCrashed);
  EXPECT_EQ(outcome.text, "it ended with exit code 5 before it replied");
}

TEST(HostileAdapters, OneSilentCallDoesNotHarmTheOthers) {
  // The reply to the first call comes when the second one is overdue.
  const Folder folder;
  const std::string gate = folder.pipe("gate");
  Adapter adapter(shell_adapter(R"(
      next; echo '{"type":"hello","client":{"name":"a","version":"1","language":"sh"},"parallel":2}'
      while next; do case $op in
        test.patient) (read -r go < )" +
                                gate + R"(; result '"patient"') & ;;
        test.silent) ;;
        *) result $$ ;;
      esac; done)"));
  const CallOutcome before = adapter.call(a_call(), kCallLimit);
  auto patient = std::async(std::launch::async,
                            [&] { return adapter.call(a_call("test.patient"), kCallLimit); });
  EXPECT_EQ(adapter.call(a_call("test.silent"), kSoon).kind, Kind::kTimeout);
  std::ofstream(gate) << "go\n";
  EXPECT_EQ(patient.get().value, "patient");
  EXPECT_NE(adapter.call(a_call(), kCallLimit).value, before.value);
}

}  // namespace
}  // namespace mockmeter::conformance
