#include "conformance/report/failure_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/stream/events.h"
#include "tests/conformance/report/records.h"

namespace mockmeter::conformance {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CaseResult result_of(const Records& records) { return records.record().results.at(1); }

TEST(FailureText, TellsEverythingInItsOrder) {
  Records records;
  records.fail_month();
  EXPECT_EQ(failure_text(result_of(records)),
            "requirement    UPS-STATS-004 (MUST, documented): \"it returns 240 datapoints\"\n"
            "source         Get Stats, https://example.com/stats\n"
            "expected       outcome[0]/daily_used.length: 240\n"
            "actual         100\n"
            "difference     140 fewer\n"
            "call           upstash.get_qstash_stats {\"id\":\"x\",\"period\":\"30d\"}\n"
            "wire           GET /v2/qstash/stats/x?period=30d -> 200, 9.1 kB\n"
            "curl           curl -i \"$URL/v2/qstash/stats/x?period=30d\"\n"
            "likely cause   cap-100: cuts arrays at 100 items\n"
            "known failing  upstash/s/count[period=30d] until=2026-02-28 issue=https://...\n");
}

TEST(FailureText, ACrashIsToldOnceAndLooksLikeNoBug) {
  Records records;
  records.fail_month();
  records.month().crashed = true;
  records.month().reason = "it ended with exit code 3";
  EXPECT_THAT(failure_text(result_of(records)),
              HasSubstr("why            it ended with exit code 3\n"));
  records.month().checks.back().actual = "a crash: \"it ended with exit code 3\"";
  const std::string text = failure_text(result_of(records));
  EXPECT_THAT(text, HasSubstr("actual         a crash"));
  EXPECT_THAT(text, Not(HasSubstr("why")));
  EXPECT_THAT(text, Not(HasSubstr("likely cause")));
}

TEST(FailureText, SaysThatNoRequestCame) {
  Records records;
  records.fail_month();
  records.month().wire.clear();
  EXPECT_THAT(failure_text(result_of(records)), HasSubstr("no request came"));
}

TEST(FailureText, IsBounded) {
  Records records;
  records.fail_month();
  const Assertion missed = records.month().checks.back();
  for (int more = 0; more < 100; ++more) records.month().checks.push_back(missed);
  records.month().wire.assign(100, "GET / -> 503, 0 B");
  const std::string text = failure_text(result_of(records));
  EXPECT_THAT(text, HasSubstr("96 checks more"));
  EXPECT_THAT(text, HasSubstr("and 92 more"));
  EXPECT_LT(text.size(), 2000U);
}

TEST(FailureText, TurnsNoTerminalUpsideDown) {
  Records records;
  records.fail_month();
  records.month().checks.back().actual = "\x1b[2J\n";
  EXPECT_THAT(failure_text(result_of(records)), HasSubstr("actual         ?[2J?\n"));
}

TEST(FailureText, ASummaryIsTheFirstMiss) {
  Records records;
  records.fail_month();
  EXPECT_EQ(failure_summary(result_of(records)),
            "outcome[0]/daily_used.length: expected 240, got 100");
  records.month().checks.clear();
  records.month().reason = "the client does not declare it";
  EXPECT_EQ(failure_summary(result_of(records)), "the client does not declare it");
}

}  // namespace
}  // namespace mockmeter::conformance
