#include "conformance/report/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>

#include "base/tables.h"
#include "base/text/wording.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Records bad_run() {
  Records records;
  records.fail_month();
  records.end(records.neon(), Verdict::kUnsupported, "the client does not declare neon");
  records.end(records.retry(), Verdict::kKnownFailure, "known.txt:1, https://example.com/1");
  records.run.problems = {"known.txt:3 fits no case"};
  records.run.warnings = {"3 lines on stdout were no messages"};
  return records;
}

TEST(Formats, AreFoundByName) {
  EXPECT_EQ(join_names(kReportFormats, &ReportFormat::name),
            "badge, har, html, json, junit, markdown, ndjson, tap, text");
  EXPECT_EQ(find_by(kReportFormats, &ReportFormat::name, "junit")->text, junit_report);
}

TEST(Formats, NdjsonIsTheStream) {
  std::istringstream lines(ndjson_report(bad_run().saved()));
  std::vector<Json> read;
  for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
  ASSERT_EQ(read.size(), 5U);
  EXPECT_EQ(read[0]["type"], "header");
  EXPECT_EQ(read[0]["cases"], 3);
  EXPECT_EQ(read[0]["client"]["name"], "acme");
  EXPECT_EQ(read[2]["id"], "upstash/s/count[period=30d]");
  EXPECT_EQ(read[2]["verdict"], "fail");
  EXPECT_EQ(read[2]["assertions"][1]["actual"], "100");
  EXPECT_EQ(read[2]["requirements"][0]["id"], "UPS-STATS-004");
  EXPECT_FALSE(read[1].contains("known_failing_line")) << "nothing was missed";
  EXPECT_EQ(read[4]["type"], "footer");
  EXPECT_EQ(read[4]["counts"]["fail"], 1);
  EXPECT_EQ(read[4]["counts"]["pass"], 0);
  EXPECT_EQ(read[4]["exit"], 1);
}

TEST(Formats, JsonIsTheSameInOneDocument) {
  const Json document = Json::parse(json_report(bad_run().saved()));
  EXPECT_EQ(document["mockmeter"], "1.2.3");
  EXPECT_EQ(document["cases"].size(), 3U);
  EXPECT_EQ(document["cases"][1]["likely_cause"], "cap-100: cuts arrays at 100 items");
  EXPECT_EQ(document["result_line"], "0 passed, 1 failed");
  EXPECT_FALSE(document.contains("type"));
}

TEST(Formats, StrayBytesBreakNoReport) {
  Records records = bad_run();
  records.month().checks.back().actual = "\xff";
  for (const ReportFormat& format : kReportFormats) {
    EXPECT_FALSE(format.text(records.record()).empty()) << format.name;
  }
}

TEST(Formats, JunitCallsFailuresFailures) {
  const std::string text = junit_report(bad_run().saved());
  EXPECT_THAT(text, HasSubstr("<testsuites name=\"mockmeter conform\" tests=\"4\" failures=\"2\""));
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"neon\" tests=\"1\""));
  EXPECT_THAT(text, HasSubstr("<testsuite name=\"upstash\" tests=\"2\" failures=\"1\" errors=\"0\" "
                              "skipped=\"1\""));
  EXPECT_THAT(text, HasSubstr("classname=\"upstash.s\" name=\"upstash/s/count[period=30d]\""));
  EXPECT_THAT(text, HasSubstr("<failure message=\"fail: outcome[0]/daily_used.length"));
  EXPECT_THAT(text, HasSubstr("<skipped message=\"known failure: "));
  EXPECT_THAT(text, HasSubstr("<failure message=\"known.txt:3 fits no case\""))
      << "it fails the run, too";
}

TEST(Formats, JunitCallsOurFaultAnError) {
  Records records;
  records.end(records.month(), Verdict::kHarnessError, "no such world");
  EXPECT_THAT(junit_report(records.record()),
              AllOf(HasSubstr("<error message=\"harness error: no such world\""),
                    HasSubstr("errors=\"1\"")));
}

TEST(Formats, TextTellsFailuresAtLengthAndTheRestInShort) {
  const std::string text = text_report(bad_run().saved(), false);
  EXPECT_THAT(text, HasSubstr("FAIL  upstash/s/count[period=30d]\n  A month has 240 points\n"));
  EXPECT_THAT(text, HasSubstr("  actual         100\n"));
  EXPECT_THAT(text, HasSubstr("KNOWN FAILURE  upstash/s/retry"));
  EXPECT_THAT(text, HasSubstr("UNSUPPORTED  1 case: the client does not declare neon\n"));
  EXPECT_THAT(text, HasSubstr("problem: known.txt:3 fits no case\n"));
  EXPECT_THAT(text, HasSubstr("warning: 3 lines on stdout"));
  EXPECT_THAT(text, HasSubstr("--seed 99\n"));
  EXPECT_THAT(text, EndsWith("\n0 passed, 1 failed\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text_report(bad_run().saved(), true), HasSubstr("\x1b["));
}

TEST(Formats, TextBreaksSentencesAtTheWidthOfATerminal) {
  Records records = bad_run();
  const std::string wide = text_report(records.record(), false);
  const std::string narrow = text_report(records.record(), false, 60);
  EXPECT_THAT(wide,
              HasSubstr("  requirement    UPS-STATS-004 (MUST, documented): \"it returns 240"));
  EXPECT_THAT(narrow, HasSubstr("  requirement    UPS-STATS-004 (MUST, documented): \"it\n"
                                "                 returns 240 datapoints\"\n"));
  EXPECT_EQ(text_report(records.record(), false, 10), wide) << "too narrow for anything";
}

TEST(Formats, TextNamesTheFailuresOnceMoreWhenTheyAreMany) {
  RunRecord many = bad_run().saved();
  const CaseResult failed = many.results[1];
  many.results.insert(many.results.begin(), 2, failed);
  EXPECT_THAT(text_report(many, false), Not(HasSubstr("\nfailed  ")));
  many.results.push_back(failed);
  EXPECT_THAT(text_report(many, false), HasSubstr("\nfailed  upstash/s/count[period=30d]\n"));
  many.results.insert(many.results.begin(), 100, failed);
  EXPECT_THAT(text_report(many, false), HasSubstr("\nand 64 more\n"));
}

TEST(Formats, TextNamesWhatTheClientDoesNotReport) {
  Records records;
  EXPECT_THAT(text_report(records.record(), false), Not(HasSubstr("NOT MODELLED")));
  records.month().unreported = {"/daily/0/z", "/daily/0/y"};
  records.retry().unreported = {"/daily/0/y"};
  EXPECT_THAT(text_report(records.record(), false),
              HasSubstr("NOT MODELLED  2 places: /daily/0/y /daily/0/z\n"));
  for (int i = 0; i < 20; ++i) records.neon().unreported.push_back("/" + std::to_string(i));
  EXPECT_THAT(text_report(records.record(), false), HasSubstr("NOT MODELLED  22 places: /0 /1 "));
  EXPECT_THAT(text_report(records.record(), false), HasSubstr(" ...\n"));
}

TEST(Formats, TheStreamTellsWhereTheClientIsFromAndWhereItsBugsGo) {
  Records records;
  records.run.client.source = "https://s.example";
  records.run.client.issues = "https://i.example";
  const Json client = header_event(records.record())["client"];
  EXPECT_EQ(client["source"], "https://s.example");
  EXPECT_EQ(client["issues"], "https://i.example");
}

TEST(Formats, TextOfAGoodRunIsShort) {
  const Records records;
  const std::string text = text_report(records.record(), false);
  EXPECT_THAT(text, Not(HasSubstr("upstash/s/retry")));
  EXPECT_THAT(text, EndsWith("\n3 passed, 0 failed\n"));
}

}  // namespace
}  // namespace mockmeter::conformance
