#include <gtest/gtest.h>

#include "conformance/suite/selection.h"
#include "conformance/suite/suite.h"

namespace mockmeter::conformance {
namespace {

TEST(EmbeddedSuite, IsLoadedWhole) {
  const Suite suite = embedded_suite();
  EXPECT_FALSE(suite.requirements.empty());
  EXPECT_FALSE(suite.cases.empty());
}

TEST(EmbeddedSuite, EveryCaseIsOfAProfile) {
  const Suite suite = embedded_suite();
  for (const Case& subject : suite.cases) {
    EXPECT_NO_THROW(topic(subject.topic)) << subject.id;
    EXPECT_FALSE(subject.topic.empty()) << subject.id;
  }
}

/// A response has a Date beside its Retry-After: a client may subtract the one from the other, or
/// look at its own clock.
TEST(EmbeddedSuite, WhatNamesAMomentIsServedAtTheTimeOfTheMachine) {
  const Suite suite = embedded_suite();
  for (const Case& subject : suite.cases) {
    if (subject.given.dump().find("in_4s.") == std::string::npos) continue;
    EXPECT_EQ(subject.given.value("clock", ""), "now") << subject.id;
  }
}

}  // namespace
}  // namespace mockmeter::conformance
