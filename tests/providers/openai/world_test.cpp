// What a world may say, and what it may not.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "server/control/world_file.h"
#include "server/providers/openai/traffic/mix.h"
#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

using ::testing::UnorderedElementsAre;

Json default_section() { return make_settings().world->document.at("openai"); }

std::vector<std::string> faults_of(const Json& section) {
  return pointers_of({{"name", "t"}, {"openai", section}});
}

TEST(OpenaiWorld, EveryContradictionIsNamedWithItsPlace) {
  Json section = default_section();
  Json& projects = section["organizations"][0]["projects"];
  projects[1]["id"] = "proj_web";
  projects[0]["keys"][0]["user"] = "user-nobody";
  projects[0]["keys"][1]["secret"] = "sk-admin-test-main";
  projects[0]["keys"][1]["traffic"][0]["mix"] = "gpt-nothing";
  projects[2]["keys"][0]["traffic"][1]["mix"] = "gpt-5.5";
  section["organizations"][1]["id"] = "org-acme";
  section["mixes"]["whisper-1"]["parts"][0]["amounts"]["images"] = 3;
  section["mixes"]["tts-1"]["parts"][0]["service_tier"] = "flex";
  section["mixes"]["gpt-image-1"]["line_items"][0]["name"] = "whisper-1, audio";
  const std::string web = "/openai/organizations/0/projects/0";
  EXPECT_THAT(
      faults_of(section),
      UnorderedElementsAre(
          "/openai/organizations/0/projects/1/id", web + "/keys/0/user", web + "/keys/1/secret",
          web + "/keys/1/traffic/0/mix", "/openai/organizations/0/projects/2/keys/0/traffic/1/mix",
          "/openai/organizations/1/id", "/openai/mixes/whisper-1/parts/0/amounts/images",
          "/openai/mixes/tts-1/parts/0/service_tier", "/openai/mixes/whisper-1/line_items/0/unit"));
}

TEST(OpenaiWorld, BoundsWhatACallCarriesAndHowManyThereAre) {
  const std::pair<const char*, Json> breaches[] = {
      {"/mixes/tts-1/parts/0/amounts/characters", 1'000'001},
      {"/mixes/tts-1/parts/0/weight", 0},
      {"/mixes/tts-1/parts", Json::array()},
      {"/mixes/tts-1/line_items/0/nanodollars", -1},
      {"/organizations/0/projects/0/keys/0/traffic/0/calls/per_hour", 1'000'001},
      {"/organizations/0/projects/0/id", ""}};
  for (const auto& [pointer, value] : breaches) {
    Json section = default_section();
    section[Json::json_pointer(pointer)] = value;
    EXPECT_FALSE(faults_of(section).empty()) << pointer;
  }
}

TEST(OpenaiWorld, TheBusiestOneStillAddsUp) {
  Json section = default_section();
  Json& project = section["organizations"][0]["projects"][0];
  project["created"] = "1971-01-01T00:00:00Z";
  project["keys"][0]["traffic"] = {
      {{"mix", "gpt-5.5"},
       {"calls", {{"per_hour", 1'000'000}, {"growth_per_mille", 100}, {"level", 1'000'000'000}}}}};
  for (Json& part : section["mixes"]["gpt-5.5"]["parts"]) {
    for (Json& amount : part["amounts"]) amount = 1'000'000;
  }
  for (Json& item : section["mixes"]["gpt-5.5"]["line_items"]) item["nanodollars"] = 1'000'000'000;
  MockSettings settings = make_settings();
  settings.world = load_world({{"name", "t"}, {"openai", section}}, 1);
  for (const char* start : {"32000000", "100000000", "1779000000"}) {
    Mock mock(settings);
    for (const std::string& path : {kCompletions, kCosts}) {
      const Response response = get(mock, path + "?start_time=" + start + "&group_by=project_id",
                                    bearer("sk-admin-test-main"));
      EXPECT_EQ(response.status, 200) << path;
    }
  }
}

TEST(OpenaiMix, PartsAndMeasuresAreDealtAsTheyWeigh) {
  using namespace mockmeter::openai;
  PartShape often;
  often.weight = 3;
  often.usual[kInputText] = 100;
  PartShape seldom;
  seldom.usual[kSearches] = 1;
  const Mix mix(1, "key", "completions", {often, seldom}, {});
  const auto turn = static_cast<std::int64_t>(Mix::kCycleLength);
  const Amounts a = mix.sums(0, 10 * turn);
  const Amounts b = mix.sums(1, 10 * turn);
  EXPECT_EQ(a[kCalls] + b[kCalls], 10 * turn);
  EXPECT_NEAR(static_cast<double>(a[kCalls]), 7.5 * static_cast<double>(turn), 10);
  EXPECT_NEAR(static_cast<double>(a[kInputText]), 100.0 * static_cast<double>(a[kCalls]),
              10.0 * static_cast<double>(a[kCalls]));
  EXPECT_EQ(b[kSearches], b[kCalls]) << "one stays one";
  EXPECT_EQ(mix.sums(0, Mix::kMostCalls + 7), mix.sums(0, Mix::kMostCalls));
}

}  // namespace
}  // namespace mockmeter::testing::openai
