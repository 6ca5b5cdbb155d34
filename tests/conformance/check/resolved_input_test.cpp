#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "conformance/check/session.h"

namespace mockmeter::conformance {
namespace {

LookUp in(const std::map<std::string, std::string>& environment) {
  return [environment](const std::string& name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  };
}

bool knows(const std::vector<ResolvedInput>& known, std::string_view provider,
           std::string_view name) {
  return std::any_of(known.begin(), known.end(), [&](const ResolvedInput& input) {
    return input.provider->name == provider && input.input->name == name;
  });
}

TEST(ResolvedInputs, OfAMockAreThoseOfTheDefaultWorld) {
  const auto known = resolve_inputs(in({}), true);
  EXPECT_TRUE(knows(known, "upstash", "readonly"));
  EXPECT_TRUE(knows(known, "zkscore", "main"));
  EXPECT_TRUE(resolve_inputs(in({}), false).empty());
}

// The keys of two worlds are never mixed: a real key beside a made-up second one evaluates nothing.
TEST(ResolvedInputs, OfAProviderAreOneWorlds) {
  const auto known = resolve_inputs(in({{"NEON_API_KEY", "napi_mine"}}), true);
  EXPECT_TRUE(knows(known, "neon", "main"));
  EXPECT_FALSE(knows(known, "neon", "free"));
  EXPECT_TRUE(knows(known, "zkscore", "idle"));
}

TEST(ResolvedInputs, NeedBothHalvesOfBasic) {
  EXPECT_FALSE(knows(resolve_inputs(in({{"UPSTASH_API_KEY", "k"}}), false), "upstash", "main"));
  const auto known =
      resolve_inputs(in({{"UPSTASH_EMAIL", "a@b"}, {"UPSTASH_API_KEY", "k"}}), false);
  ASSERT_TRUE(knows(known, "upstash", "main"));
  EXPECT_EQ(authorization_of(known.front().user, known.front().value), "Basic YUBiOms=");
  EXPECT_EQ(curl_option_of(*known.front().input), "-u \"$UPSTASH_EMAIL:$UPSTASH_API_KEY\"");
}

}  // namespace
}  // namespace mockmeter::conformance
