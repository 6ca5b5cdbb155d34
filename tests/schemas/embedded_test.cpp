#include "schemas/data/embedded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace mockmeter {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string file_in_source(std::string_view path) {
  std::ifstream file(std::string(MOCKMETER_SOURCE_DIR "/") + std::string(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Embedded, HoldsTheBytesOfEveryFileItLists) {
  const auto paths = embedded_files("");
  ASSERT_THAT(paths, Contains("schemas/world.json"));
  for (const std::string_view path : paths) {
    SCOPED_TRACE(path);
    ASSERT_TRUE(embedded_file(path).has_value());
    EXPECT_EQ(*embedded_file(path), file_in_source(path));
  }
}

TEST(Embedded, ListsByPrefixInOrder) {
  EXPECT_TRUE(std::ranges::is_sorted(embedded_files("")));
  const auto admin = embedded_files("schemas/admin/");
  EXPECT_THAT(admin, Not(IsEmpty()));
  EXPECT_THAT(admin, Each(StartsWith("schemas/admin/")));
  EXPECT_THAT(embedded_files("schemas/nobody/"), IsEmpty());
  EXPECT_THAT(embedded_files("zzz"), IsEmpty());
}

TEST(Embedded, KnowsNoOtherFile) {
  EXPECT_FALSE(embedded_file("schemas/nothing.json").has_value());
  EXPECT_FALSE(embedded_file("schemas/world.jso").has_value());
  EXPECT_FALSE(embedded_file("").has_value());
  EXPECT_FALSE(embedded_file("zzz").has_value());
}

}  // namespace
}  // namespace mockmeter
