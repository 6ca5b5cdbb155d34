#include "base/text/wording.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter {
namespace {

struct NamedNumber {
  std::string_view name;
  int number;
};

constexpr std::array<NamedNumber, 3> kProfiles{{{"core", 1}, {"resilient", 2}, {"secure", 3}}};

TEST(Listed, HasCommasBetweenTextsAlone) {
  EXPECT_EQ(join_names(std::vector<std::string>()), "");
  EXPECT_EQ(join_names(std::vector<std::string>{"one"}), "one");
  EXPECT_EQ(join_names(std::vector<std::string>{"one", "two", "three"}), "one, two, three");
  EXPECT_EQ(join_names(std::set<std::string_view>{"b", "a"}), "a, b");
}

TEST(Listed, AsksEachItemForItsText) {
  const std::vector<const NamedNumber*> last{&kProfiles[2], &kProfiles[0]};
  EXPECT_EQ(join_names(kProfiles, &NamedNumber::name), "core, resilient, secure");
  EXPECT_EQ(join_names(last, &NamedNumber::name), "secure, core");
  EXPECT_EQ(join_names(kProfiles,
                       [](const NamedNumber& profile) { return std::to_string(profile.number); }),
            "1, 2, 3");
}

TEST(Joined, HasTheSeparatorBetweenTextsAlone) {
  EXPECT_EQ(join(std::vector<std::string>(), " | "), "");
  EXPECT_EQ(join(std::vector<std::string>{"one", "two"}, " | "), "one | two");
  EXPECT_EQ(join(kProfiles, ",\n", &NamedNumber::name), "core,\nresilient,\nsecure");
}

}  // namespace
}  // namespace mockmeter
