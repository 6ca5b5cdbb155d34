#include "server/control/laws/invariants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>

#include "server/control/faults/parse_fault.h"
#include "server/control/world_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::set<std::string> broken(const std::vector<laws::Verdict>& verdicts) {
  std::set<std::string> ids;
  for (const laws::Verdict& verdict : verdicts) {
    if (!verdict.holds()) ids.emplace(verdict.law->id);
  }
  return ids;
}

/// Nothing is broken, and something was looked at.
void expect_all_hold(const MockSettings& settings, const std::string& where) {
  for (const laws::Verdict& verdict : laws::judge(settings)) {
    EXPECT_TRUE(verdict.holds()) << where << ' ' << verdict.law->id << ": "
                                 << verdict.finding.violation->what << " expected "
                                 << verdict.finding.violation->expected << " found "
                                 << verdict.finding.violation->found << ' '
                                 << Json(verdict.finding.violation->requests);
  }
}

Json invariants(Mock& mock) {
  return body_of(answer_admin(mock, make_request("GET", "/__admin/invariants")));
}

TEST(Invariants, AreAllChecked) {
  for (const laws::Verdict& verdict : laws::judge(make_settings())) {
    EXPECT_GT(verdict.finding.checked, 0U) << verdict.law->id;
  }
}

TEST(Invariants, HoldInBothWorldsByAnyClock) {
  for (const char* clock :
       {kDefaultClock, "2026-05-01T00:00:00Z", "2026-05-31T23:59:30.5Z", "2026-06-01T00:00:00Z",
        "2024-03-01T00:10:00Z", "2028-02-29T11:59:59Z", "2000-01-01T00:00:00Z"}) {
    for (const char* world : {"default", "states"}) {
      expect_all_hold(make_settings({.world = world, .clock = clock}),
                      std::string(world) + ' ' + clock);
    }
  }
}

TEST(Invariants, HoldUnderEveryReading) {
  for (const Json& readings :
       {Json{{"upstash.period_30d", "observed"}}, Json{{"upstash.period_timestamps", "millis"}},
        Json{{"neon.zero_buckets", "omitted"}}, Json{{"zkscore.no_data", "zeros"}}}) {
    expect_all_hold(make_settings({.readings = readings}), readings.dump());
  }
}

struct Breaks {
  const char* fault;
  std::set<std::string> laws;  ///< all that its answers break in the default world
};

void PrintTo(const Breaks& breaks, std::ostream* out) { *out << breaks.fault; }

class InvariantsUnderFault : public ::testing::TestWithParam<Breaks> {};

TEST_P(InvariantsUnderFault, AreBrokenAsTheKindSays) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault(GetParam().fault)};
  const auto verdicts = laws::judge(settings);
  EXPECT_EQ(broken(verdicts), GetParam().laws);
  EXPECT_TRUE(GetParam().laws.contains(std::string(settings.faults[0].kind->breaks)));
  for (const laws::Verdict& verdict : verdicts) {
    EXPECT_TRUE(verdict.is_expected()) << verdict.law->id;
    if (verdict.holds()) continue;
    EXPECT_THAT(verdict.broken_by, ElementsAre(GetParam().fault));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, InvariantsUnderFault,
    ::testing::Values(
        Breaks{"missing-bucket", {"buckets-add-up", "billing-adds-up", "pages-make-the-whole"}},
        Breaks{"duplicate-bucket", {"buckets-add-up", "billing-adds-up", "pages-make-the-whole"}},
        Breaks{"unsorted", {"buckets-in-order", "pages-make-the-whole"}},
        Breaks{"late-data=2h", {"buckets-add-up", "levels-never-fall"}},
        Breaks{"counter-reset",
               {"buckets-add-up", "one-bucket-one-value", "levels-never-fall",
                "parts-make-the-whole", "billing-adds-up", "pages-make-the-whole"}},
        Breaks{"stuck-cursor", {"pages-make-the-whole"}}));

TEST(Invariants, ATimesOfAFaultIsNotUsedUp) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("unsorted,times=1,op=neon.account_consumption,key=napi_scale")};
  settings.answers.enforce_rate_limits = true;
  Mock mock(settings);
  const Json document = invariants(mock);
  EXPECT_FALSE(document["holds"]);
  EXPECT_TRUE(document["expected"]);
  EXPECT_EQ(mock.faults()["faults"][0]["left"], 1);
  EXPECT_EQ(mock.faults()["firedTotal"], 0);
  EXPECT_THAT(mock.journal().snapshot().answered, IsEmpty());
  const Json order = *std::find_if(document["laws"].begin(), document["laws"].end(),
                                   [](const Json& law) { return law["id"] == "buckets-in-order"; });
  EXPECT_THAT(order["violation"]["requests"][0].get<std::string>(),
              HasSubstr("/consumption_history/account?"));
  EXPECT_EQ(order["brokenBy"][0], "unsorted,op=neon.account_consumption,key=napi_scale");
}

TEST(Invariants, AreNotConcernedWithFaultsThatSpoilNoNumber) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("status=503"), parse_fault("malformed-json")};
  expect_all_hold(settings, "status=503");
}

TEST(Invariants, AFaultOfOneKeyIsFound) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("unsorted,key=key_starter_batch")};
  EXPECT_THAT(broken(laws::judge(settings)), Contains("buckets-in-order"));
}

/// Exact values scale the curve inside their window, so that the laws hold for them, too.
TEST(Invariants, HoldWithExactValues) {
  MockSettings settings = make_settings();
  Json document = settings.world->document;
  Json& branch = document["neon"]["accounts"][0]["projects"][0]["branches"][0];
  for (const char* name : {"written_data_bytes", "synthetic_storage_size_bytes"}) {
    branch["curves"][name] = {{"per_hour", 5'000},
                              {"overrides",
                               {{{"from", "2026-05-18T07:30:00Z"},
                                 {"to", "2026-05-19T03:15:00Z"},
                                 {"value", 1'234'567}}}}};
  }
  settings.world = load_world(document, 1);
  expect_all_hold(settings, "overrides");
}

TEST(Invariants, NameNoSecret) {
  MockSettings settings = make_settings();
  settings.faults = {parse_fault("missing-bucket"), parse_fault("stuck-cursor")};
  Mock mock(settings);
  const std::string text = invariants(mock).dump();
  EXPECT_THAT(text, Not(HasSubstr("Bearer")));
  EXPECT_THAT(text, Not(HasSubstr("Basic")));
  EXPECT_THAT(text, Not(HasSubstr("upstash-test-key")));
}

}  // namespace
}  // namespace mockmeter::testing
