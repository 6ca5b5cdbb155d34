#include "server/core/listed.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {
namespace {

struct Row {
  std::string_view name;
  int number;
};

constexpr std::array<Row, 3> kRows{{{"core", 1}, {"resilient", 2}, {"secure", 3}}};

TEST(Listed, HasCommasBetweenTextsAlone) {
  EXPECT_EQ(listed(std::vector<std::string>()), "");
  EXPECT_EQ(listed(std::vector<std::string>{"one"}), "one");
  EXPECT_EQ(listed(std::vector<std::string>{"one", "two", "three"}), "one, two, three");
  EXPECT_EQ(listed(std::set<std::string_view>{"b", "a"}), "a, b");
}

TEST(Listed, AsksEachItemForItsText) {
  const std::vector<const Row*> last{&kRows[2], &kRows[0]};
  EXPECT_EQ(listed(kRows, &Row::name), "core, resilient, secure");
  EXPECT_EQ(listed(last, &Row::name), "secure, core");
  EXPECT_EQ(listed(kRows, [](const Row& row) { return std::to_string(row.number); }), "1, 2, 3");
}

}  // namespace
}  // namespace mockmeter
