#include "server/control/journal/near_misses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/catalog.h"
#include "server/providers/providers.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::HasSubstr;

struct Meant {
  const char* method;
  const char* path;
  const char* operation;
  const char* difference;
};

TEST(Closest, FindsWhatWasMeantAndSaysWhatDiffers) {
  const auto world = make_settings().world;
  const Instant now = parse_rfc3339("2026-05-20T12:00:00Z").value();
  const std::vector<Meant> cases{
      // Asked about only when nothing fits: then it must be a variant.
      {"GET", "/v2/qstash/user", "upstash.get_default_qstash_user", "a variant switches it off"},
      {"GET", "/v2/qstash/userz", "upstash.list_qstash_users",
       R"(segment 3 is "userz" instead of "users")"},
      {"POST", "/v2/qstash/users", "upstash.list_qstash_users",
       "the method is POST instead of GET"},
      {"GET", "/v2/qstash/users/", "upstash.list_qstash_users", "segment 4 is empty"},
      {"GET", "/v2/stats/99a4c327-31f0-490f-a594-043ade84085a", "upstash.get_qstash_stats",
       R"("qstash" is missing behind segment 1)"},
      {"GET", "/qstash/stats/99a4c327", "upstash.get_qstash_stats",
       R"("v2" is missing behind segment 0)"},
      {"GET", "/api/v1/consumption_history/account", "neon.account_consumption",
       R"(segment 2 is "v1" instead of "v2")"},
      {"GET", "/api/v1/developer/usages", "zkscore.get_usage",
       R"(segment 4 is "usages" instead of "usage")"},
      {"DELETE", "/v1/developer/keys", "zkscore.list_api_keys",
       "the method is DELETE instead of GET"},
      {"GET", "/api/v2/consumption_history/account/extra", "neon.account_consumption",
       R"(segment 5 "extra" is too much)"},
  };
  for (const Meant& c : cases) {
    const auto misses = closest_operations(c.method, c.path, all_providers(), *world, now);
    ASSERT_EQ(misses.size(), 3U) << c.path;
    EXPECT_EQ(misses[0].operation->id, c.operation) << c.path;
    EXPECT_EQ(misses[0].differences, std::vector<std::string>{c.difference}) << c.path;
    EXPECT_LE(misses[0].distance, misses[1].distance) << c.path;
  }
}

TEST(Closest, TellsThatAnOperationIsRemoved) {
  const auto world = make_settings().world;
  const Instant later = parse_rfc3339("2026-06-01T00:00:00Z").value();
  const auto misses = closest_operations("GET", "/api/v2/consumption_history/account",
                                         all_providers(), *world, later);
  EXPECT_EQ(misses[0].operation->id, "neon.account_consumption");
  EXPECT_EQ(misses[0].distance, 0);
  EXPECT_THAT(misses[0].differences[0], HasSubstr("removed"));
  EXPECT_THAT(misses[0].differences[0], HasSubstr("2026-06-01T00:00:00Z"));
}

TEST(Closest, HintIsOneLineOfBoundedAscii) {
  const auto world = make_settings().world;
  for (const std::string& path : {std::string("/\r\n\xff\x01/%00"), "/" + std::string(5000, 'x'),
                                  std::string("/"), std::string(), std::string(2000, '/')}) {
    const std::string hint = hint_line(closest_operations(
        "GET", path, all_providers(), *world, parse_rfc3339("2026-05-20T12:00:00Z").value()));
    EXPECT_THAT(hint, ::testing::StartsWith("nearest: ")) << path.substr(0, 20);
    EXPECT_LE(hint.size(), 300U);
    for (const char c : hint) EXPECT_TRUE(c >= ' ' && c <= '~');
  }
}

TEST(Closest, RoutesFitWithTheirParametersFilled) {
  const Operation& usage = *find_operation("zkscore.get_usage");
  EXPECT_TRUE(fits_route(usage, "/v1/developer/usage"));
  EXPECT_TRUE(fits_route(usage, "/api/v1/developer/usage")) << "the alias";
  EXPECT_FALSE(fits_route(usage, "/v1/developer/usage/"));
  const Operation& stats = *find_operation("upstash.get_qstash_stats");
  EXPECT_TRUE(fits_route(stats, "/v2/qstash/stats/x"));
  EXPECT_FALSE(fits_route(stats, "/v2/qstash/stats/"));
}

}  // namespace
}  // namespace mockmeter::testing
