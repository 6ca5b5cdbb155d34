#include "conformance/model/shown.h"

#include <gtest/gtest.h>

namespace mockmeter::conformance {
namespace {

TEST(Counted, HasAnSUnlessThereIsOne) {
  EXPECT_EQ(counted(0, "request"), "0 requests");
  EXPECT_EQ(counted(1, "request"), "1 request");
  EXPECT_EQ(counted(2, "request"), "2 requests");
}

}  // namespace
}  // namespace mockmeter::conformance
