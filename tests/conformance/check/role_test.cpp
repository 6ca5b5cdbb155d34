#include "conformance/check/role.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace mockmeter::conformance {
namespace {

LookUp in(std::map<std::string, std::string> environment) {
  return [environment](const std::string& name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
}

bool knows(const std::vector<Holder>& known, std::string_view provider, std::string_view name) {
  return std::any_of(known.begin(), known.end(), [&](const Holder& holder) {
    return holder.provider->name == provider && holder.role->name == name;
  });
}

TEST(Holders, OfAMockAreThoseOfTheDefaultWorld) {
  const auto known = holders(in({}), true);
  EXPECT_TRUE(knows(known, "upstash", "readonly"));
  EXPECT_TRUE(knows(known, "zkscore", "main"));
  EXPECT_TRUE(holders(in({}), false).empty());
}

// The keys of two worlds are never mixed: a real key beside a made-up second one judges nothing.
TEST(Holders, OfAProviderAreOneWorlds) {
  const auto known = holders(in({{"NEON_API_KEY", "napi_mine"}}), true);
  EXPECT_TRUE(knows(known, "neon", "main"));
  EXPECT_FALSE(knows(known, "neon", "free"));
  EXPECT_TRUE(knows(known, "zkscore", "idle"));
}

TEST(Holders, NeedBothHalvesOfBasic) {
  EXPECT_FALSE(knows(holders(in({{"UPSTASH_API_KEY", "k"}}), false), "upstash", "main"));
  const auto known = holders(in({{"UPSTASH_EMAIL", "a@b"}, {"UPSTASH_API_KEY", "k"}}), false);
  ASSERT_TRUE(knows(known, "upstash", "main"));
  EXPECT_EQ(authorization_of(known.front().user, known.front().value), "Basic YUBiOms=");
  EXPECT_EQ(curl_option_of(*known.front().role), "-u \"$UPSTASH_EMAIL:$UPSTASH_API_KEY\"");
}

}  // namespace
}  // namespace mockmeter::conformance
