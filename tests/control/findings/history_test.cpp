// paging and refetch: how a client reads lists and history.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/faults/fault.h"
#include "tests/control/findings/findings.h"
#include "tests/control/targets.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kBillable = "/api/v2/consumption_history/v2/projects" + kTwoDays +
                              "&org_id=org-quick-otter-40631075&metrics=compute_unit_seconds";

/// Asks for a page; the cursor of the next.
std::string cursor_behind(Mock& mock, const std::string& target, const std::string& cursor = "") {
  const Json body =
      body_of(get(mock, target + (cursor.empty() ? "" : "&cursor=" + cursor), kNeonKey));
  return body.value("/pagination/cursor"_json_pointer, "");
}

TEST(Paging, ReadingToTheEndIsGood) {
  for (const char* limit : {"", "&limit=5", "&limit=12"}) {
    for (const std::string& list : {kDailyProjects, kBillable}) {
      Mock mock(make_settings());
      std::string cursor = cursor_behind(mock, list + limit);
      while (!cursor.empty()) cursor = cursor_behind(mock, list + limit, cursor);
      EXPECT_THAT(findings_of(mock), IsEmpty()) << list << limit;
    }
  }
}

TEST(Paging, ReadingUntilNothingIsMissingIsGoodToo) {
  Mock mock(make_settings());
  cursor_behind(mock, kDailyProjects, cursor_behind(mock, kDailyProjects));  // 10 and 2
  EXPECT_THAT(findings_of(mock), IsEmpty());
}

TEST(Paging, StoppingBeforeTheEndIsFound) {
  Mock mock(make_settings());
  cursor_behind(mock, kDailyProjects + "&limit=5",
                cursor_behind(mock, kDailyProjects + "&limit=5"));
  ASSERT_THAT(findings_of(mock), ElementsAre("incomplete-paging 1"));
  EXPECT_EQ(mock.findings().findings[0].first.number, 2U);
}

TEST(Paging, TheFirstPageAloneIsFoundOnlyWithoutALimit) {
  Mock mock(make_settings());
  cursor_behind(mock, kDailyProjects);
  EXPECT_THAT(findings_of(mock), ElementsAre("incomplete-paging 1"));
  Mock limited(make_settings());
  cursor_behind(limited, kDailyProjects + "&limit=5");
  EXPECT_THAT(findings_of(limited), IsEmpty());
  Mock whole(make_settings());
  cursor_behind(whole, kBillable);  // 6 projects, one page
  EXPECT_THAT(findings_of(whole), IsEmpty());
}

TEST(Paging, OffsetsMayComeInAnyOrder) {
  const std::string usage = "/v1/developer/usage?timeframe=7d&limit=100&offset=";
  Mock mock(make_settings());
  get(mock, usage + "100", kZkscoreKey);
  get(mock, usage + "0", kZkscoreKey);
  EXPECT_THAT(findings_of(mock), IsEmpty());
  Mock lazy(make_settings());
  get(lazy, "/v1/developer/usage?timeframe=90d&limit=100&offset=0", kZkscoreKey);
  get(lazy, "/v1/developer/usage?timeframe=90d&limit=100&offset=100", kZkscoreKey);
  EXPECT_THAT(findings_of(lazy), ElementsAre("incomplete-paging 1"));
  Mock totals(make_settings());
  get(totals, "/v1/developer/usage?timeframe=7d", kZkscoreKey);
  EXPECT_THAT(findings_of(totals), IsEmpty()) << "the totals do not come in pages";
}

TEST(Paging, APageParameterOfAnyNameSaysWhichPart) {
  const std::string costs = "/v1/organization/costs?start_time=1777593600";  // 20 days
  Mock mock(make_settings());
  Json body = body_of(get(mock, costs, kOpenaiKey));
  EXPECT_THAT(findings_of(mock), ElementsAre("incomplete-paging 1"))
      << "the first page of three alone";
  while (body["has_more"] == true) {
    auto page = body["next_page"].get<std::string>();
    if (const std::size_t plus = page.find('+'); plus != page.npos) page.replace(plus, 1, "%2B");
    body = body_of(get(mock, costs + "&page=" + page, kOpenaiKey));
  }
  EXPECT_THAT(findings_of(mock), IsEmpty());
}

TEST(Paging, AnErrorOrAFaultIsAReasonToStop) {
  for (const char* fault : {"status=500", "stuck-cursor", "malformed-json"}) {
    Mock mock(make_settings());
    const std::string cursor = cursor_behind(mock, kDailyProjects + "&limit=5");
    mock.add_faults({parse_fault(fault)});
    get(mock, kDailyProjects + "&limit=5&cursor=" + cursor, kNeonKey);
    EXPECT_THAT(findings_of(mock), IsEmpty()) << fault;
  }
}

TEST(Refetch, IsTheThirdTimeForHistoryThatIsClosed) {
  Mock mock(make_settings());
  get(mock, kBillable, kNeonKey);
  get(mock, kBillable, kNeonKey);
  EXPECT_THAT(findings_of(mock), IsEmpty()) << "once more is a restart";
  get(mock, kBillable, kNeonKey);
  get(mock, kBillable, kNeonKey);
  ASSERT_THAT(findings_of(mock), ElementsAre("refetch 2"));
  EXPECT_EQ(mock.findings().findings[0].first.number, 3U);
}

TEST(Refetch, OnlyWhatCannotChangeCounts) {
  struct Case {
    const char* name;
    std::string target;
    Headers headers;
  };
  const std::string open =
      "&granularity=hourly&org_id=org-ocean-art-12345678&metrics="
      "compute_unit_seconds";
  const std::string billable = "/api/v2/consumption_history/v2/projects?from=2026-05-19T00:00:00Z";
  const std::vector<Case> cases{
      {"up to now", billable + "&to=2026-05-20T12:00:00Z" + open, kNeonKey},
      {"closed since an hour", billable + "&to=2026-05-20T11:00:00Z" + open, kNeonKey},
      {"a moving window", "/v1/developer/usage?timeframe=24h", kZkscoreKey},
      {"no history", "/v2/qstash/ipv4", {}},
      {"an error", kBillable + "&limit=0", kNeonKey},
  };
  for (const auto& [name, target, headers] : cases) {
    Mock mock(make_settings());
    for (int i = 0; i < 5; ++i) get(mock, target, headers);
    for (const RuleFinding& finding : mock.findings().findings) {
      EXPECT_NE(finding.kind->name, "refetch") << name;
    }
  }
}

TEST(Refetch, AFaultIsAReasonToAskAgain) {
  Mock mock(make_settings());
  mock.add_faults({parse_fault("malformed-json")});
  for (int i = 0; i < 5; ++i) get(mock, kBillable, kNeonKey);
  EXPECT_THAT(findings_of(mock), IsEmpty());
}

TEST(Refetch, EveryClientMayAskForItself) {
  Mock mock(make_settings());
  const std::string account = "/api/v2/consumption_history/projects" + kTwoDays + "&limit=100";
  for (const char* key : {"napi_scale", "napi_business", "napi_enterprise"}) {
    get(mock, account, bearer(key));
    get(mock, account, bearer(key));
  }
  EXPECT_THAT(findings_of(mock), IsEmpty());
}

}  // namespace
}  // namespace mockmeter::testing
