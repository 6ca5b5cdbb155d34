#include "server/providers/zkscore/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/control/world_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::zkscore {
namespace {

using ::testing::HasSubstr;

Json default_section() { return testing::make_settings().world->document.at("zkscore"); }

/// What load_world says about a world with this section.
std::string faults_of(const Json& section) {
  try {
    load_world({{"name", "t"}, {"zkscore", section}}, 1);
  } catch (const WorldError& error) {
    return error.what();
  }
  return "";
}

TEST(ZkscoreWorld, EveryContradictionIsNamedWithItsPlace) {
  Json section = default_section();
  section["accounts"][1]["id"] = "acct_free";
  section["accounts"][1]["keys"][0]["id"] = "key_free_main";
  section["accounts"][1]["keys"][1]["secret"] = "zk_test_free";
  section["accounts"][3].erase("limits");
  section["accounts"][0]["statuses"][1]["status"] = 200;
  const std::string faults = faults_of(section);
  for (const char* pointer : {"/zkscore/accounts/1/id", "/zkscore/accounts/1/keys/0/id",
                              "/zkscore/accounts/1/keys/1/secret", "/zkscore/accounts/3/tier",
                              "/zkscore/accounts/0/statuses/1/status"}) {
    EXPECT_THAT(faults, HasSubstr(std::string(pointer) + ":"));
  }
}

struct Breach {
  const char* pointer;
  Json value;
};

TEST(ZkscoreWorld, SchemaRefusesWhatCannotBeServed) {
  const Breach breaches[] = {
      {"/accounts/0/tier", "gold"},
      {"/accounts/0/endpoints", Json::array()},
      {"/accounts/0/keys/0/requests/per_hour", 10'000'001},
      {"/accounts/0/keys/0/requests/per_hour", -1},
      {"/accounts/0/keys/0/permissions/0/resource", "money"},
      {"/accounts/0/keys/0/colour", "blue"},
      {"/accounts/0/statuses/0/status", 302},
      {"/accounts/2/keys/1/expires", "soon"},
  };
  for (const Breach& breach : breaches) {
    Json section = default_section();
    section[Json::json_pointer(breach.pointer)] = breach.value;
    EXPECT_THAT(faults_of(section), HasSubstr("/zkscore" + std::string(breach.pointer)));
  }
}

TEST(ZkscoreWorld, StatusFollowsTheClock) {
  const Instant now = parse_rfc3339("2026-05-20T12:00:00Z").value();
  Key key;
  EXPECT_EQ(status_at(key, now), KeyStatus::kActive);
  key.active = false;
  EXPECT_EQ(status_at(key, now), KeyStatus::kInactive);
  key.expires = now;
  EXPECT_EQ(status_at(key, now - std::chrono::seconds{1}), KeyStatus::kInactive);
  EXPECT_EQ(status_at(key, now), KeyStatus::kExpired);
  key.revoked = now;
  EXPECT_EQ(status_at(key, now), KeyStatus::kRevoked);
}

}  // namespace
}  // namespace mockmeter::zkscore
