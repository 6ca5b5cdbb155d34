#include "cli/terminal/run_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text/wording.h"
#include "server/control/findings/findings.h"

namespace mockmeter::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

RunResult good_run() {
  RunResult result;
  result.command = {"npm", "test"};
  result.url = "http://127.0.0.1:4";
  result.clock = "2026-05-20T12:00:00Z";
  result.requests = {
      3,
      3,
      {{"", 404, 1}, {"neon.account_consumption", 200, 1}, {"neon.account_consumption", 403, 1}}};
  return result;
}

RunResult bad_run() {
  RunResult result = good_run();
  result.findings = {{"unmatched-request", "No operation fits.", "GET /nope", 3, 2, ""}};
  result.fail_on = {"unmatched-request"};
  result.exit = 3;
  return result;
}

TEST(RunReport, TheCommandsOwnCodeWins) {
  EXPECT_EQ(merged_exit({0, 0}, false), 0);
  EXPECT_EQ(merged_exit({0, 0}, true), 3);
  EXPECT_EQ(merged_exit({7, 0}, true), 7);
  EXPECT_EQ(merged_exit({0, SIGTERM}, true), 143);
}

TEST(RunReport, TextShowsOperationsFindingsAndTheEnd) {
  const std::string text = run_text(bad_run(), false);
  EXPECT_THAT(text,
              AllOf(HasSubstr("answered 3 requests at http://127.0.0.1:4"),
                    HasSubstr("2  neon.account_consumption"), HasSubstr("200 x 1, 403 x 1"),
                    HasSubstr("1 finding about"), HasSubstr("unmatched-request (in --fail-on)"),
                    HasSubstr("2 requests, the first is request 3"), HasSubstr("GET /nope")));
  EXPECT_THAT(text, HasSubstr(std::string(find_finding_rule("unmatched-request")->why)));
  EXPECT_THAT(text, HasSubstr("ended with 0; the exit code is 3"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_text(bad_run(), true), HasSubstr("\x1b["));
}

TEST(RunReport, TextOfAGoodRunComplainsOfNothing) {
  const std::string text = run_text(good_run(), false);
  EXPECT_THAT(text, HasSubstr("Nothing to complain about"));
  EXPECT_THAT(text, Not(HasSubstr("finding")));
}

TEST(RunReport, TextKeepsTheTerminalInOrder) {
  RunResult result = bad_run();
  result.findings[0].request = "GET /\x1b[31m\r\n";
  EXPECT_THAT(run_text(result, false), HasSubstr("GET /?[31m??\n"));
}

TEST(RunReport, TextSaysWhyNobodyAsked) {
  RunResult result = good_run();
  result.requests = {};
  const RunEnvironment environment =
      run_environment({"http://m", "http://m/__admin", "", ""}, [](const std::string& name) {
        return name.starts_with("NEON_") ? std::optional<std::string>("mine") : std::nullopt;
      });
  result.kept = environment.kept;
  const std::string text = run_text(result, false);
  EXPECT_THAT(text, AllOf(HasSubstr("never asked the mock"), HasSubstr("UPSTASH_API_BASE"),
                          HasSubstr("NEON_API_HOST was set already, and stayed mine"),
                          HasSubstr("left as it was: NEON_API_HOST, NEON_API_KEY"),
                          Not(HasSubstr("Nothing to complain about"))));
  EXPECT_THAT(text, Not(HasSubstr("NEON_API_KEY was set"))) << "a secret is not shown";
}

TEST(RunReport, TextSaysWhatCouldNotBeJudged) {
  RunResult result = good_run();
  result.requests.in_journal = 1;
  EXPECT_EQ(not_examined(result.requests), 2U);
  EXPECT_THAT(run_text(result, false), HasSubstr("2 requests could not be examined"));
}

TEST(RunReport, DocumentHoldsEverything) {
  RunResult result = bad_run();
  result.ended = {0, SIGKILL};
  const Json document = run_document(result);
  EXPECT_EQ(document["command"], "npm");
  EXPECT_EQ(document["arguments"], 1);
  EXPECT_EQ(document["child"], Json({{"exit", 137}, {"signal", "SIGKILL"}}));
  EXPECT_EQ(document["exit"], 3);
  EXPECT_EQ(
      document["operations"].dump(),
      R"([{"operation":null,"requests":1,"statuses":{"404":1}},)"
      R"({"operation":"neon.account_consumption","requests":2,"statuses":{"200":1,"403":1}}])");
  EXPECT_EQ(document["findings"].dump(),
            R"([{"name":"unmatched-request","message":"No operation fits.","request":"GET /nope",)"
            R"("number":3,"operation":null,"count":2,"fails":true}])");
}

TEST(RunReport, ShowsNoArgumentAndNoPasswordOfAUrl) {
  RunResult result = good_run();
  result.requests = {};
  result.command = {"curl", "-u", "me:s3cret", "https://me:s3cret@host/"};
  const RunEnvironment environment =
      run_environment({"http://127.0.0.1:1", "http://127.0.0.1:1/__admin", "", ""},
                      [](const std::string&) { return "https://me:s3cret@host/a@b"; });
  result.kept = environment.kept;
  EXPECT_THAT(run_text(result, false), HasSubstr("stayed https://...@host/a@b"));
  for (const std::string& text : {run_text(result, false), run_json(result), run_junit(result)}) {
    EXPECT_THAT(text, Not(HasSubstr("s3cret")));
  }
}

TEST(RunReport, JsonTakesNamesOfAnyBytes) {
  RunResult result = good_run();
  result.command = {"\xff"};
  EXPECT_THAT(run_json(result), HasSubstr("\xEF\xBF\xBD"));
}

TEST(RunReport, JunitHasACaseForEveryKindAndFailsTheOnesThatWereAskedFor) {
  const std::string failed = run_junit(bad_run());
  EXPECT_THAT(failed, HasSubstr("<failure message=\"No operation fits.\""));
  for (const FindingRule& kind : finding_rules()) {
    EXPECT_THAT(failed, HasSubstr(" name=\"" + std::string(kind.name) + "\""));
  }
  RunResult tolerant = bad_run();
  tolerant.fail_on = {};
  EXPECT_THAT(run_junit(tolerant), AllOf(HasSubstr("failures=\"0\""), HasSubstr("<system-out>"),
                                         HasSubstr("GET /nope")));
}

TEST(RunReport, FormatsAreNamed) {
  EXPECT_EQ(join_names(kRunFormats, &RunFormat::name), "json, junit");
  EXPECT_EQ(kRunFormats.back().text, run_junit);
}

}  // namespace
}  // namespace mockmeter::cli
