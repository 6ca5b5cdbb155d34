#include "base/http/reason_phrase.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(ReasonPhrase, IsTheRegistrysOrThatOfTheClass) {
  EXPECT_EQ(reason_phrase(400), "Bad Request");
  EXPECT_EQ(reason_phrase(413), "Content Too Large");
  EXPECT_EQ(reason_phrase(511), "Network Authentication Required");
  EXPECT_EQ(reason_phrase(499), "Client Error");
  EXPECT_EQ(reason_phrase(599), "Server Error");
}

}  // namespace
}  // namespace mockmeter
