#include "conformance/model/basis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace mockmeter::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Requirement kCount{.id = "X-1"};
const Requirement kQuery{.id = "X-2", .level = Level::kShould};
const Requirement kFrom{.id = "X-3", .level = Level::kMay};
const Requirement kRest{.id = "X-4"};

Case subject() {
  Case made;
  made.requirements = {&kCount, &kQuery, &kFrom, &kRest};
  made.level = Level::kMust;
  made.bases = {{"*", &kRest},
                {"requests.count", &kCount},
                {"requests[].query", &kQuery},
                {"requests[].query.from", &kFrom},
                {"outcome[1]", &kCount},
                {"outcome[1]", &kQuery}};
  return made;
}

Assertion make(std::string name, bool passed, std::vector<const Requirement*> requirements) {
  Assertion made;
  made.name = std::move(name);
  made.passed = passed;
  made.requirements = std::move(requirements);
  return made;
}

TEST(Basis, TheLongestPatternDecides) {
  const Case made = subject();
  EXPECT_THAT(requirements_of(made, "requests.count"), ElementsAre(&kCount));
  EXPECT_THAT(requirements_of(made, "requests[12].query.to"), ElementsAre(&kQuery));
  EXPECT_THAT(requirements_of(made, "requests[0].query.from"), ElementsAre(&kFrom));
  EXPECT_THAT(requirements_of(made, "outcome[0]/periods"), ElementsAre(&kRest));
}

TEST(Basis, OnePatternMayStandUnderTwoSentences) {
  EXPECT_THAT(requirements_of(subject(), "outcome[1].error.status"), ElementsAre(&kCount, &kQuery));
}

TEST(Basis, APatternEndsWithAWord) {
  const Case made = subject();
  EXPECT_THAT(requirements_of(made, "requests.counted"), ElementsAre(&kRest));
  EXPECT_THAT(requirements_of(made, "requests[0].query.fromage"), ElementsAre(&kQuery));
  EXPECT_THAT(requirements_of(made, "requests[0"), ElementsAre(&kRest));
  EXPECT_THAT(requirements_of(made, "outcome[12]"), ElementsAre(&kRest));
}

TEST(Basis, NothingCarriesWhatFitsNoPattern) {
  Case made = subject();
  made.bases.erase(made.bases.begin());
  EXPECT_THAT(requirements_of(made, "no_leak.token"), IsEmpty());
}

TEST(Basis, AnAssertionIsAsBindingAsTheStrongestOfItsSentences) {
  Case made = subject();
  const Assertion both = make("outcome[1]", false, {&kQuery, &kCount});
  EXPECT_EQ(level_of(both, made), Level::kMust);
  EXPECT_EQ(level_of(make("a", false, {&kFrom}), made), Level::kMay);
  EXPECT_EQ(level_of(make("outcomes.requests", false, {}), made), Level::kMust);
  made.level = Level::kMay;  // an inferred probe
  EXPECT_EQ(level_of(both, made), Level::kMay);
}

TEST(Basis, WhatWasBrokenStandsWithTheMostBindingFirst) {
  const Case made = subject();
  CaseResult result;
  result.subject = &made;
  result.checks = {make("a", true, {&kRest}), make("b", false, {&kQuery, &kFrom}),
                   make("c", false, {&kCount, &kQuery})};
  EXPECT_THAT(broken_requirements(result), ElementsAre(&kCount, &kQuery, &kFrom));
  for (Assertion& each : result.checks) each.passed = true;
  EXPECT_EQ(broken_requirements(result), made.requirements);
}

}  // namespace
}  // namespace mockmeter::conformance
