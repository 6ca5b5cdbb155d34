#include "server/control/findings/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "server/control/admin/admin.h"
#include "tests/control/findings/findings.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;

Json findings_document(Mock& mock) {
  return body_of(handle_admin(mock, make_request("GET", "/__admin/findings")));
}

TEST(Findings, TellsTheFirstRequestAndCountsTheRest) {
  Mock mock(make_settings());
  get(mock, "/v2/qstash/userz?a=1");
  get(mock, "/v2/qstash/users", kUpstashKey);
  get(mock, "/robots.txt");
  get(mock, "/v2/qstash/userz?a=2");
  send(mock, "GET", "/v2/qstash/users", kUpstashKey, "{}");
  const Json document = findings_document(mock);
  EXPECT_EQ(document["requests"], 5);
  EXPECT_EQ(document["inconclusive"], false);
  EXPECT_FALSE(document.contains("droppedRequests"));
  ASSERT_THAT(findings_of(mock),
              ElementsAre("unmatched-request 2", "unmatched-request 1", "body-on-get 1"));
  const Json& first = document["findings"][0];
  EXPECT_EQ(first["name"], "unmatched-request");
  EXPECT_EQ(first["request"], "GET /v2/qstash/userz?a=1");
  EXPECT_EQ(first["number"], 1);
  EXPECT_EQ(first["count"], 2);
  EXPECT_FALSE(first.contains("operation"));
  EXPECT_EQ(document["findings"][1]["request"], "GET /robots.txt");
  EXPECT_EQ(document["findings"][2]["operation"], "upstash.list_qstash_users");
  EXPECT_EQ(document["findings"][2]["number"], 5);
}

TEST(Findings, IsInconclusiveWhenTheJournalForgot) {
  MockSettings settings = make_settings();
  settings.journal.entries = 2;
  Mock mock(std::move(settings));
  for (int i = 0; i < 5; ++i) get(mock, "/robots.txt");
  EXPECT_EQ(findings_document(mock)["requests"], 2);
  EXPECT_EQ(findings_document(mock)["inconclusive"], true);
  EXPECT_EQ(findings_document(mock)["droppedRequests"], 3);
  mock.reset();
  EXPECT_EQ(findings_document(mock),
            Json::parse(R"({"findings":[],"requests":0,"inconclusive":false})"));
}

TEST(Findings, CutsARequestThatIsVeryLong) {
  Mock mock(make_settings());
  get(mock, "/robots.txt?" + std::string(1000, 'a'));
  const auto request = findings_document(mock)["findings"][0]["request"].get<std::string>();
  EXPECT_LT(request.size(), 500U);
  EXPECT_THAT(request, EndsWith("aaa..."));
}

TEST(Findings, EveryKindSaysWhatAndWhy) {
  std::set<std::string_view> names;
  const World nowhere;
  for (const FindingRule& kind : finding_rules()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_TRUE(std::all_of(kind.name.begin(), kind.name.end(),
                            [](char c) { return c == '-' || std::islower(c) != 0; }));
    EXPECT_THAT(std::string(kind.summary), EndsWith("."));
    EXPECT_THAT(std::string(kind.why), EndsWith("."));
    EXPECT_EQ(find_finding_rule(kind.name), &kind);
    EXPECT_THAT(kind.occurrences({{}, {}, nowhere}), IsEmpty()) << kind.name;
  }
  EXPECT_EQ(find_finding_rule("politeness"), nullptr);
}

}  // namespace
}  // namespace mockmeter::testing
