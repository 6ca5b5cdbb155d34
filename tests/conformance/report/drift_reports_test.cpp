// How reports show drift, after a run as from a file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/report/summary.h"
#include "records.h"

namespace mockmeter::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kHostileValue = "a|b<script>\x1b[1m\n`c";

Records records_with_drift() {
  Records records;
  records.run.side = Side::kServer;
  Drift drift;
  drift.recordings = {"last.har"};
  drift.fail_on = {"breaking"};
  drift.compared = {{"acme.get_stats", 3, 4}};
  drift.not_recorded = {"acme.get_user"};
  drift.differences = {{.severity = DriftSeverity::kBreaking,
                        .kind = DriftKind::kType,
                        .operation = "acme.get_stats",
                        .where = "200 /rows/*/used",
                        .recorded = "integer",
                        .documented = "integer",
                        .now = "string",
                        .request = "?period=1h"},
                       {.severity = DriftSeverity::kChange,
                        .kind = DriftKind::kNewValue,
                        .operation = "acme.get_stats",
                        .where = "200 /plan",
                        .recorded = "free",
                        .now = kHostileValue}};
  records.run.drift = drift;
  return records;
}

TEST(DriftReports, TheTextTellsEachDifferenceAndItsCount) {
  const std::string text = text_report(records_with_drift().record(), false);
  EXPECT_THAT(text, HasSubstr("DRIFT breaking  type  acme.get_stats  200 /rows/*/used\n"
                              "  recorded     integer\n"
                              "  documented   integer\n"
                              "  now          string\n"
                              "  request      ?period=1h\n"
                              "DRIFT change  new-value  acme.get_stats  200 /plan\n"));
  EXPECT_THAT(text, HasSubstr("DRIFT  2 differences from last.har: 1 breaking, 1 change; "
                              "1 operation compared\n"));
  EXPECT_THAT(text, HasSubstr("not in the recording, compared with the documents alone: "
                              "acme.get_user"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(DriftReports, ThePageForIssuesIsATable) {
  const std::string page = markdown_report(records_with_drift().record());
  EXPECT_THAT(page, HasSubstr("## mockmeter check: acme"));
  EXPECT_THAT(page, HasSubstr("### Drift\n\n**2 differences from last.har"));
  EXPECT_THAT(page, HasSubstr("| **breaking** | type | <code>acme.get&#95;stats</code> | "));
  EXPECT_THAT(page, HasSubstr("| change | new-value |"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

TEST(DriftReports, TheStreamKeepsIt) {
  const Records records = records_with_drift();
  const RunRecord saved = records.saved();
  ASSERT_TRUE(saved.drift);
  EXPECT_EQ(text_report(saved, false), text_report(records.record(), false));
  EXPECT_EQ(json_report(saved), json_report(records.record()));
  const Json document = Json::parse(json_report(saved));
  EXPECT_EQ(document["drift"]["failing"], 1);
  EXPECT_EQ(document["drift"]["differences"][0]["fails_run"], true);
  EXPECT_EQ(document["exit"], 1);
}

TEST(DriftReports, ThePageForBrowsersHasTheDataAndTheText) {
  const std::string page = html_report(records_with_drift().record());
  EXPECT_THAT(page, HasSubstr(R"("where":"200 /rows/*/used")"));
  EXPECT_THAT(page, HasSubstr("DRIFT breaking  type"));
  EXPECT_THAT(html_report(Records().record()), Not(HasSubstr(R"("drift":{)")));
}

TEST(DriftReports, TheExitCodeFollowsFailOn) {
  Records records = records_with_drift();
  std::set<std::string>& fail_on = records.run.drift->fail_on;
  records.end(records.neon(), Verdict::kNotRun);
  EXPECT_EQ(exit_code(records.record()), 1);
  fail_on = {"new-value"};
  EXPECT_EQ(exit_code(records.record()), 1);
  fail_on = {"notice"};
  EXPECT_EQ(exit_code(records.record()), 0);
  fail_on = {"notice", "verdicts"};
  EXPECT_EQ(exit_code(records.record()), 3);
  records.fail_month();
  EXPECT_EQ(exit_code(records.record()), 1);
  fail_on = {};
  EXPECT_EQ(exit_code(records.record()), 0);
}

TEST(DriftReports, NoDifferenceIsSaid) {
  Records records = records_with_drift();
  records.run.drift->differences.clear();
  records.run.drift->not_recorded.clear();
  EXPECT_THAT(text_report(records.record(), false),
              HasSubstr("DRIFT  no difference from last.har: 1 operation compared\n"));
  EXPECT_EQ(exit_code(records.record()), 0);
}

TEST(DriftReports, ManyDifferencesAreCounted) {
  Records records = records_with_drift();
  auto& differences = records.run.drift->differences;
  differences.resize(150, differences.back());
  EXPECT_THAT(text_report(records.record(), false), HasSubstr("and 90 more: --report json=FILE"));
  EXPECT_THAT(markdown_report(records.record()), HasSubstr("50 more: no room on this page"));
}

}  // namespace
}  // namespace mockmeter::conformance
