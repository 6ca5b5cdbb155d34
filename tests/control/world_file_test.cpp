#include "server/control/world_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(WorldFile, EveryBuiltInWorldLoads) {
  for (const std::string& name : built_in_worlds()) EXPECT_NO_THROW(open_world(name, 1)) << name;
  EXPECT_THAT(built_in_worlds(), Contains("default"));
}

TEST(WorldFile, ServersShareABuiltInWorldOfTheSameSeed) {
  const auto world = open_world("default", 7);
  EXPECT_EQ(open_world("default", 7), world);
  EXPECT_NE(open_world("default", 8), world);
  EXPECT_NE(open_world("states", 7), world);
  // Few are remembered; what was forgotten is read again, and is the same.
  for (std::uint64_t seed = 10; seed < 30; ++seed)
    EXPECT_EQ(open_world("default", seed)->seed, seed);
  EXPECT_NE(open_world("default", 7), world);
  EXPECT_EQ(open_world("default", 7)->document, world->document);
}

TEST(WorldFile, EverySectionMayBeMissing) {
  EXPECT_NO_THROW(load_world(Json::parse(R"({"name":"empty"})"), 1));
}

TEST(WorldFile, MayNameItsSchemaAndWriteInstantsInSmallLetters) {
  EXPECT_THAT(pointers_of(Json::parse(R"({"$schema":"../schemas/world.json","name":"a","lifecycle":
                 {"neon.account_consumption":{"removed":"2026-06-01t00:00:00z"}}})")),
              IsEmpty());
}

TEST(WorldFile, ListsEveryFaultWithItsPointer) {
  const auto pointers = pointers_of(Json::parse(
      R"({"name":7,"colour":"red","lifecycle":{"neon.account_consumption":{"removed":"soon"}}})"));
  EXPECT_THAT(pointers, Contains("/name"));
  EXPECT_THAT(pointers, Contains("/colour"));
  EXPECT_THAT(pointers, Contains("/lifecycle/neon.account_consumption/removed"));
}

TEST(WorldFile, DatesOfALifecycleAreInOrder) {
  const auto faults_of = [](const char* entry) {
    return pointers_of(
        {{"name", "x"}, {"lifecycle", {{"neon.account_consumption", Json::parse(entry)}}}});
  };
  const std::string at = "/lifecycle/neon.account_consumption";
  EXPECT_THAT(
      faults_of(R"({"deprecated":"2026-06-02T00:00:00Z","removed":"2026-06-01T00:00:00Z"})"),
      ElementsAre(at + "/deprecated"));
  EXPECT_THAT(faults_of(R"({"brownouts":[
                  {"from":"2026-05-01T00:00:00Z","to":"2026-05-01T01:00:00Z"},
                  {"from":"2026-05-08T00:00:00Z","to":"2026-05-08T00:00:00Z"}]})"),
              ElementsAre(at + "/brownouts/1/to"));
  EXPECT_THAT(faults_of(R"({"brownouts":[{"from":"2026-02-30T00:00:00Z",
                                          "to":"2026-05-01T01:00:00Z"}]})"),
              ElementsAre(at + "/brownouts/0/from"));
  EXPECT_THAT(faults_of(R"({"brownouts":[{"from":"2026-05-01T00:00:00Z"}]})"),
              ElementsAre(at + "/brownouts/0"));
}

TEST(WorldFile, KnowsItsOperationsAndVariants) {
  EXPECT_THAT(pointers_of(Json::parse(R"({"name":"x","lifecycle":{"neon.nothing":{}}})")),
              Contains("/lifecycle/neon.nothing"));
  EXPECT_THAT(pointers_of(Json::parse(R"({"name":"x","variants":{"upstash.period_30d":"no"}})")),
              Contains("/variants/upstash.period_30d"));
}

TEST(WorldFile, NamesTheFileThatCannotBeRead) {
  try {
    open_world("/no/such/file.json", 1);
    FAIL();
  } catch (const WorldError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/no/such/file.json"));
    EXPECT_THAT(error.what(), HasSubstr("default"));
  }
}

TEST(WorldFile, VariantsOfAWorldAreItsDefault) {
  const auto world =
      load_world(Json::parse(R"({"name":"x","variants":{"upstash.period_30d":"observed"}})"), 1);
  EXPECT_NE(world->variants, VariantSelection{});
}

}  // namespace
}  // namespace mockmeter::testing
