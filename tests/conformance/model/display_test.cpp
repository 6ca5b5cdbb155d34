#include "conformance/model/display.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

TEST(Counted, HasAnSUnlessThereIsOne) {
  EXPECT_EQ(pluralize(0, "request"), "0 requests");
  EXPECT_EQ(pluralize(1, "request"), "1 request");
  EXPECT_EQ(pluralize(2, "request"), "2 requests");
}

}  // namespace
}  // namespace mockmeter::conformance
