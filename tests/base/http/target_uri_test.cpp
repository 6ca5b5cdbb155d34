#include "base/http/target_uri.h"

#include <gtest/gtest.h>

namespace mockmeter {
namespace {

TEST(TargetUri, IsWhatTheRequestAsksFor) {
  EXPECT_EQ(target_uri("http://a:1", "/b?c=d://e"), "http://a:1/b?c=d://e");
  EXPECT_EQ(target_uri("http://a:1", "*"), "http://a:1");
  EXPECT_EQ(target_uri("http://a:1", "http://b/c"), "http://b/c");
  EXPECT_EQ(target_uri("http://a:1", "b"), "http://a:1/b");
}

}  // namespace
}  // namespace mockmeter
