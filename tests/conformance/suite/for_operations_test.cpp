#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/suite/suite.h"

namespace mockmeter::conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kSharedRequirements = R"({
  "document": {"name": "d", "title": "t", "url": "https://example.com/", "retrieved": "2026-01-02"},
  "requirements": [
    {"id": "ALL-REQ-001", "level": "SHOULD", "evidence": "documented", "text": "For all."},
    {"id": "UPS-REQ-001", "level": "MUST", "evidence": "documented", "text": "For one."}]})";

constexpr std::string_view kSharedCase = R"({
  "for": ["zkscore.get_usage", "upstash.list_qstash_users", "upstash.get_qstash_stats"],
  "requirements": {"upstash": ["UPS-REQ-001"], "zkscore": ["ALL-REQ-001"]},
  "title": "t", "rationale": "w",
  "parameters": {"upstash.get_qstash_stats": [{"status": 429}, {"status": 503}],
                 "upstash": [{"status": 500}], "zkscore": [{"status": 400}]},
  "values": {"upstash": {"body": "no"}, "zkscore": {"body": {"error": "${op.id}", "n": "${status}"}}},
  "kills": {"retry-4xx": "outcome[0]${op.number}"},
  "given": {"script": [{"status": "${status}", "json": "${body}"},
                       {"example": "${op.example}", "set": {"${op.number}": "${random.count}"}}]},
  "when": [{"operation": "${op.id}", "arguments": "${op.arguments}"}],
  "then": {"requests": {"each": {"path": ["${op.path}"]}},
           "outcomes": [{"result": {"${op.number}": {"equals": "${random.count}"}}}]}})";

constexpr std::string_view kSharedPath = "conformance/cases/common/retry/is-sent-again.json";

Suite load_shared(std::string_view text, std::string_view path = kSharedPath) {
  return load_suite({{"conformance/requirements/d.json", kSharedRequirements}}, {{path, text}});
}

std::vector<std::string> ids_of(const Suite& suite) {
  std::vector<std::string> ids;
  for (const Case& subject : suite.cases) ids.push_back(subject.id);
  return ids;
}

TEST(ForOperations, MakesTheCasesOfEachOperation) {
  EXPECT_THAT(ids_of(load_shared(kSharedCase)),
              ElementsAre("upstash/get_qstash_stats/retry/is-sent-again[status=429]",
                          "upstash/get_qstash_stats/retry/is-sent-again[status=503]",
                          "upstash/list_qstash_users/retry/is-sent-again[status=500]",
                          "zkscore/get_usage/retry/is-sent-again[status=400]"));
}

TEST(ForOperations, FillsInWhatTheRowOfTheOperationSays) {
  const Suite suite = load_shared(kSharedCase);
  const Case& stats = suite.cases[0];
  const Json arguments = {{"id", "99a4c327-31f0-490f-a594-043ade84085a"}};
  EXPECT_EQ(stats.provider(), "upstash");
  EXPECT_THAT(stats.operations, ElementsAre("upstash.get_qstash_stats"));
  EXPECT_EQ(stats.when[0]["arguments"], arguments);
  EXPECT_EQ(stats.given["script"][1], Json::parse(R"({"example": "upstash/get_qstash_stats",
                            "set": {"/dlq_message_count": "${random.count}"}})"));
  EXPECT_EQ(stats.then["requests"]["each"]["path"],
            Json({"/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a"}));
  EXPECT_EQ(stats.then["outcomes"][0]["result"].begin().key(), "/dlq_message_count");
  EXPECT_EQ(stats.kills.at(0).check, "outcome[0]/dlq_message_count");
}

TEST(ForOperations, FillsInWhatTheFileSaysByProviderOrOperation) {
  const Suite suite = load_shared(kSharedCase);
  const Case& users = suite.cases[2];
  EXPECT_EQ(users.level, Level::kMust);
  EXPECT_EQ(users.given["script"][0], Json::parse(R"({"status": 500, "json": "no"})"));
  const Case& usage = suite.cases[3];
  EXPECT_EQ(usage.level, Level::kShould);
  EXPECT_EQ(usage.given["script"][0]["json"],
            Json::parse(R"({"error": "zkscore.get_usage", "n": 400})"))
      << "values may hold what the row says, and the columns of parameters";
}

TEST(ForOperations, OneWordForAllNeedsNoNames) {
  const Suite suite = load_shared(R"({
    "for": ["upstash.get_qstash_stats", "zkscore.get_usage"], "requirements": ["ALL-REQ-001"],
    "title": "t", "rationale": "w", "parameters": [{"status": 429}],
    "kills": {"retry-4xx": "outcome[0]"}, "given": {"faults": ["status=${status}"]},
    "when": [{"operation": "${op.id}"}], "then": {"outcomes": [{"any_outcome": true}]}})");
  EXPECT_THAT(ids_of(suite), ElementsAre("upstash/get_qstash_stats/retry/is-sent-again[status=429]",
                                         "zkscore/get_usage/retry/is-sent-again[status=429]"));
  EXPECT_EQ(cases_of(suite, suite.requirements[0]).size(), 2U);
}

std::string shared_with(std::string_view old, std::string_view replacement) {
  std::string text(kSharedCase);
  text.replace(text.find(old), old.size(), replacement);
  return text;
}

std::string reason_against_shared(std::string_view text, std::string_view path = kSharedPath) {
  try {
    load_shared(text, path);
  } catch (const InvalidSuite& error) {
    return error.what();
  }
  return "nothing";
}

TEST(ForOperations, ABrokenFileIsNamedWithPlaceExpectedAndFound) {
  const struct {
    std::string text;
    std::vector<const char*> words;
  } cases[] = {
      {"[]", {"is-sent-again.json", "expected", "found"}},
      {shared_with(R"("for")", R"("four")"), {"member \"for\"", "missing"}},
      {shared_with(R"("zkscore.get_usage")", "7"), {"/for/0", "expected a string", "found 7"}},
      {shared_with("zkscore.get_usage", "zkscore.get_usages"),
       {"/for", "ids of operations", "found \"zkscore.get_usages\""}},
      {shared_with("zkscore.get_usage", "zkscore.create_api_key"),
       {"/for", "a sample call", "zkscore.create_api_key has none"}},
      {shared_with(R"("zkscore": ["ALL-REQ-001"])", R"("neon": ["ALL-REQ-001"])"),
       {"/requirements", "operations of \"for\"", "found \"neon\""}},
      {shared_with(R"(, "zkscore": ["ALL-REQ-001"])", ""),
       {"/requirements", "nothing is there for zkscore.get_usage or its provider"}},
      {shared_with(R"(, "zkscore": [{"status": 400}])", ""),
       {"/parameters", "nothing is there for zkscore.get_usage"}},
      {shared_with(R"([{"status": 400}])", R"("400")"), {"/parameters/zkscore", "found \"400\""}},
      {shared_with(R"({"body": "no"})", R"("no")"), {"/values/upstash", "found \"no\""}},
      {shared_with(R"({"body": "no"})", R"({"text": "no"})"),
       {"is-sent-again.json for upstash.list_qstash_users[status=500]", "${body}"}},
      {shared_with("${op.arguments}", "${op.argument}"),
       {"is-sent-again.json for zkscore.get_usage[status=400]", "${op.argument}"}},
      {shared_with("\"t\"", "\"t of ${op.arguments}\""),
       {"is-sent-again.json for zkscore.get_usage", "${op.arguments}", "fits into no text"}},
      {shared_with("[{\"status\": 400}]", "[{\"status\": 7}]"),
       {"for zkscore.get_usage[status=7]", "/given/script/0/status", "found 7"}},
  };
  for (const auto& [text, words] : cases) {
    const std::string reason = reason_against_shared(text);
    for (const char* word : words) EXPECT_THAT(reason, HasSubstr(word)) << text;
  }
}

TEST(ForOperations, AreNamedInTheFolderOfTheirOwn) {
  EXPECT_THAT(
      reason_against_shared(kSharedCase, "conformance/cases/upstash/get_qstash_stats/again.json"),
      HasSubstr("only a file in common/"));
}

}  // namespace
}  // namespace mockmeter::conformance
