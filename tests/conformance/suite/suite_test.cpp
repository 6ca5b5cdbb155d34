#include "conformance/suite/suite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kRequirements = R"({
  "document": {"name": "Stats", "title": "Get Stats", "url": "https://example.com/stats",
               "retrieved": "2026-01-02"},
  "requirements": [
    {"id": "UPS-STATS-001", "level": "SHOULD", "evidence": "documented", "text": "Sixty."},
    {"id": "UPS-STATS-002", "level": "MUST", "evidence": "inferred", "text": "Perhaps.",
     "where": "period", "url": "https://example.com/else"},
    {"id": "UPS-STATS-003", "level": "MUST", "evidence": "documented", "text": "All."}]})";

constexpr std::string_view kCase = R"({
  "requirements": {"UPS-STATS-001": ["outcome[]"], "UPS-STATS-003": ["*"]}, "title": "Points of ${period}", "rationale": "w",
  "kills": {"cap-100": "outcome[0]/events.length"}, "features": ["paging"], "timing_sensitive": true,
  "parameters": [{"period": "1h", "status": 200}, {"period": "30d", "status": 203}],
  "given": {"script": [{"status": "${status}"}]},
  "when": [{"operation": "upstash.get_qstash_stats", "arguments": {"period": "${period}"}}],
  "then": {"outcomes": [{"any_outcome": true}]}})";

constexpr std::string_view kPath = "conformance/cases/upstash/get_qstash_stats/series/count.json";

Suite load(std::string_view case_text, std::string_view path = kPath) {
  return load_suite({{"conformance/requirements/stats.json", kRequirements}}, {{path, case_text}});
}

std::string reason_against(std::string_view case_text, std::string_view path = kPath) {
  try {
    load(case_text, path);
  } catch (const InvalidSuite& error) {
    return error.what();
  }
  return "nothing";
}

TEST(Suite, ReadsRequirements) {
  const auto suite = load(kCase);
  ASSERT_EQ(suite.requirements.size(), 3U);
  const Requirement* sixty = find_requirement(suite, "UPS-STATS-001");
  ASSERT_NE(sixty, nullptr);
  EXPECT_EQ(sixty->level, Level::kShould);
  EXPECT_EQ(sixty->text, "Sixty.");
  EXPECT_EQ(sixty->document, "Stats");
  EXPECT_EQ(sixty->url, "https://example.com/stats");
  const Requirement* perhaps = find_requirement(suite, "UPS-STATS-002");
  ASSERT_NE(perhaps, nullptr);
  EXPECT_EQ(perhaps->level, Level::kMay) << "what is inferred never fails a run";
  EXPECT_EQ(perhaps->document, "Stats, period");
  EXPECT_EQ(perhaps->url, "https://example.com/else");
  EXPECT_EQ(find_requirement(suite, "UPS-STATS-004"), nullptr);
}

TEST(Suite, MakesACasePerRow) {
  const auto suite = load(kCase);
  ASSERT_EQ(suite.cases.size(), 2U);
  const Case& month = suite.cases[1];
  EXPECT_EQ(month.id, "upstash/get_qstash_stats/series/count[period=30d]");
  EXPECT_EQ(month.provider(), "upstash");
  EXPECT_EQ(month.title, "Points of 30d");
  EXPECT_EQ(month.topic, "series");
  EXPECT_EQ(month.level, Level::kMust) << "the strongest of its requirements";
  EXPECT_THAT(month.operations, ElementsAre("upstash.get_qstash_stats"));
  EXPECT_THAT(month.features, ElementsAre("paging"));
  ASSERT_EQ(month.kills.size(), 1U);
  EXPECT_EQ(month.kills[0].mutant, "cap-100");
  EXPECT_EQ(month.kills[0].check, "outcome[0]/events.length");
  EXPECT_TRUE(month.timing_sensitive);
  EXPECT_FALSE(month.together);
  EXPECT_EQ(month.given["script"][0]["status"], 203) << "the number that the schema asks for";
  EXPECT_EQ(month.when[0]["arguments"]["period"], "30d");
}

TEST(Suite, KnowsWhichCasesJudgeARequirement) {
  const auto suite = load(kCase);
  EXPECT_THAT(cases_of(suite, suite.requirements[2]),
              ElementsAre(&suite.cases[0], &suite.cases[1]));
  EXPECT_TRUE(cases_of(suite, suite.requirements[1]).empty());
  EXPECT_EQ(count_kills(suite).at("cap-100"), 2);
}

std::string with(std::string_view old, std::string_view replacement) {
  std::string text(kCase);
  text.replace(text.find(old), old.size(), replacement);
  return text;
}

TEST(Suite, RepeatsAResponseAsOftenAsItSays) {
  const auto suite = load(with(R"([{"status": "${status}"}])",
                               R"([{"status": 503, "times": 3}, {"status": "${status}"}])"));
  const Json script = suite.cases[0].given["script"];
  EXPECT_EQ(script, Json::parse(R"([{"status": 503}, {"status": 503}, {"status": 503},
                                    {"status": 200}])"));
}

TEST(Suite, ACaseStandsInTheFolderOfItsTopic) {
  const std::string folder = "conformance/cases/upstash/get_qstash_stats/";
  for (const char* path : {"count.json", "serie/count.json"}) {
    const std::string reason = reason_against(kCase, folder + path);
    EXPECT_THAT(reason, HasSubstr(folder + path));
    EXPECT_THAT(reason, HasSubstr("is unknown: use one of request, decoding, series")) << path;
  }
}

TEST(Suite, ABrokenCaseIsNamedWithPlaceExpectedAndFound) {
  const struct {
    std::string text;
    std::vector<const char*> words;
  } cases[] = {
      {"{", {"count.json", "no JSON"}},
      {"[]", {"count.json", "expected", "found"}},
      {with(R"("title")", R"("titel")"), {"count.json[period=1h]", "titel"}},
      {with("203", "7"), {"count.json[period=30d]", "/given/script/0/status", "found 7"}},
      {with("${period}\"}}", "${perod}\"}}"), {"count.json[period=1h]", "${perod}"}},
      {with("UPS-STATS-003", "UPS-STATS-009"), {"/requirements", "UPS-STATS-009"}},
      {with(R"("period": "30d")", R"("period": "1h")"), {"count[period=1h]", "twice"}},
      {with(R"([{"period": "1h", "status": 200}, {"period": "30d", "status": 203}])", "[]"),
       {"/parameters", "expected"}},
  };
  for (const auto& [text, words] : cases) {
    const std::string reason = reason_against(text);
    for (const char* word : words) EXPECT_THAT(reason, HasSubstr(word)) << text;
  }
}

TEST(Suite, AnIdStandsForOneSentence) {
  std::string text(kRequirements);
  text.replace(text.find("UPS-STATS-002"), 13, "UPS-STATS-001");
  try {
    load_suite({{"conformance/requirements/stats.json", text}}, {});
    ADD_FAILURE() << "UPS-STATS-001 is there twice";
  } catch (const InvalidSuite& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("stats.json"), HasSubstr("UPS-STATS-001")));
  }
}

TEST(Suite, ABrokenRequirementIsNamed) {
  std::string text(kRequirements);
  text.replace(text.find("SHOULD"), 6, "OUGHT ");
  EXPECT_THROW(
      {
        try {
          load_suite({{"conformance/requirements/stats.json", text}}, {});
        } catch (const InvalidSuite& error) {
          EXPECT_THAT(error.what(), AllOf(HasSubstr("requirements/stats.json"),
                                          HasSubstr("/requirements/0/level"), HasSubstr("OUGHT")));
          throw;
        }
      },
      InvalidSuite);
  EXPECT_THROW(load_suite({{"a.json", kRequirements}, {"b.json", kRequirements}}, {}), InvalidSuite)
      << "ids are permanent, and so there once";
}

}  // namespace
}  // namespace mockmeter::conformance
