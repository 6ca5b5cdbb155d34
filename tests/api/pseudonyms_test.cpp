#include "server/api/pseudonyms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace mockmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

TEST(Pseudonyms, TheSameIdIsAlwaysReplacedByTheSameOne) {
  Pseudonyms names;
  Pseudonyms others;
  others.words("project id", "another-1");
  EXPECT_EQ(names.words("project id", "my-project-1"), names.words("project id", "my-project-1"));
  EXPECT_EQ(names.words("project id", "my-project-1"), others.words("project id", "my-project-1"));
  EXPECT_NE(names.words("project id", "my-project-1"), names.words("branch id", "my-project-1"));
}

TEST(Pseudonyms, NoTwoIdsAreReplacedByOne) {
  Pseudonyms names;
  std::set<std::string> all;
  for (int i = 0; i < 50'000; ++i) all.insert(names.digits("project id", std::to_string(i)));
  EXPECT_EQ(all.size(), 50'000U) << "of 10^8, so that some would be the same by chance";
}

TEST(Pseudonyms, HaveTheFormOfIdsAndNothingOfTheId) {
  Pseudonyms names;
  EXPECT_THAT(names.words("project id", "napi_secret"), MatchesRegex("[a-z]+-[a-z]+-[0-9]{8}"));
  EXPECT_THAT(names.uuid("account", "napi_secret"),
              MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_THAT(names.words("project id", "secret"), Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace mockmeter
