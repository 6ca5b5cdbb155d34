#include <gtest/gtest.h>

#include <set>

#include "base/tables.h"
#include "conformance/check/session.h"
#include "conformance/check/step.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {
namespace {

TEST(EmbeddedProbes, TestEightyRequirements) {
  const Suite probes = embedded_probes();
  std::set<std::string> evaluated;
  for (const Case& probe : probes.cases) {
    for (const Requirement* requirement : probe.requirements) evaluated.insert(requirement->id);
  }
  EXPECT_GE(evaluated.size(), 80U);
}

TEST(EmbeddedProbes, AskAsSomebodyThatThereIs) {
  for (const Case& probe : embedded_probes().cases) {
    for (const Json& step : probe.when) {
      const Json as = step.value("as", Json("main"));
      if (!as.is_string() || as == Json("none") || as == Json("unknown")) continue;
      EXPECT_NE(find_input(probe.provider(), as.get<std::string>()), nullptr) << probe.id;
    }
  }
}

SuiteFile probe_of(const char* text) {
  return {"conformance/probes/upstash/list_qstash_users/x.json", text};
}

TEST(LoadProbes, RefusesAPlaceholderThatNobodyFills) {
  const SuiteFile requirements{"conformance/requirements/x.json", R"({
    "document": {"name": "n", "title": "t", "url": "https://x.test", "retrieved": "2026-05-01"},
    "requirements": [{"id": "ABC-REQ-001", "level": "MUST", "evidence": "documented", "text": "t"}]})"};
  const char* const good = R"({"requirements": ["ABC-REQ-001"], "title": "t", "rationale": "w",
    "when": {"users": {"operation": "upstash.list_qstash_users", "parameters": {"at": "${now-1d}"}}},
    "then": []})";
  EXPECT_EQ(load_probes({requirements}, {probe_of(good)}).cases.size(), 1U);
  const char* const bad = R"({"requirements": ["ABC-REQ-001"], "title": "t", "rationale": "w",
    "when": {"users": {"operation": "upstash.list_qstash_users", "parameters": {"at": "${then}"}}},
    "then": []})";
  EXPECT_THROW(load_probes({requirements}, {probe_of(bad)}), InvalidSuite);
}

TEST(LoadProbes, CallsWhatIsInferredAdvisory) {
  const Suite probes = embedded_probes();
  const Case* probe =
      find_by(probes.cases, &Case::id, "neon/account_consumption/totals/sums-hours");
  ASSERT_NE(probe, nullptr);
  EXPECT_EQ(probe->level, Level::kMay);
}

}  // namespace
}  // namespace mockmeter::conformance
