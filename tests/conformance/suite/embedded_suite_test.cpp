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

}  // namespace
}  // namespace mockmeter::conformance
