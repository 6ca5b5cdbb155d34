#include "server/control/recording/recorded_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/recording/recording.h"
#include "server/control/recording/sources.h"
#include "server/control/world_file.h"

namespace mockmeter {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// One exchange of a HAR, at noon.
Json entry(const std::string& url, const std::string& body, int status = 200) {
  return {{"startedDateTime", "2026-05-20T12:00:00Z"},
          {"request",
           {{"method", "GET"},
            {"url", url},
            {"headers", {{{"name", "Authorization"}, {"value", "Bearer napi_secret"}}}}}},
          {"response",
           {{"status", status},
            {"headers", Json::array()},
            {"content", {{"mimeType", "application/json"}, {"text", body}}}}}};
}

constexpr const char* kHour =
    "https://console.neon.tech/api/v2/consumption_history/projects"
    "?from=2026-05-19T10:00:00Z&to=2026-05-19T11:00:00Z&granularity=hourly";

std::string body_of(int active, const std::string& project = "secret-project-1") {
  return R"({"projects":[{"project_id":")" + project +
         R"(","periods":[{"period_id":"x","period_plan":"scale","period_start":"2026-05-01T00:00:00Z",
         "consumption":[{"timeframe_start":"2026-05-19T10:00:00Z",
         "timeframe_end":"2026-05-19T11:00:00Z","active_time_seconds":)" +
         std::to_string(active) + "}]}]}]}";
}

class MakeWorld : public ::testing::Test {
 protected:
  MakeWorld() { std::filesystem::create_directories(folder_); }
  ~MakeWorld() override { std::filesystem::remove_all(folder_); }

  std::string har(const std::vector<Json>& entries) {
    const std::string path = folder_ / (std::to_string(++count_) + ".har");
    std::ofstream(path) << Json{{"log", {{"version", "1.2"}, {"entries", entries}}}};
    return path;
  }

  static std::string error_of(const std::string& file) {
    try {
      make_world("x", {file});
    } catch (const RecordingError& error) {
      return error.what();
    }
    return "no error";
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("recorded_world_test." + std::to_string(getpid()));
  int count_ = 0;
};

Json first_project(const Json& world) { return world["neon"]["accounts"][0]["projects"][0]; }

TEST_F(MakeWorld, KeepsValuesAndNothingElseOfARecording) {
  const RecordedWorld world = make_world("ours", {har({entry(kHour, body_of(42))})});
  EXPECT_EQ(world.used, 1U);
  EXPECT_EQ(format_rfc3339(world.until), "2026-05-20T12:00:00Z");
  EXPECT_TRUE(world.left_out.empty());
  EXPECT_THAT(world.document.dump(), Not(HasSubstr("napi_secret")));
  EXPECT_THAT(world.document.dump(), Not(HasSubstr("secret-project")));
  EXPECT_NO_THROW(load_world(world.document, 1));
  const Json recorded = first_project(world.document)["branches"][0]["recorded"];
  EXPECT_EQ(recorded.dump(), R"({"active_time_seconds":[{"from":"2026-05-19T10:00:00Z",)"
                             R"("to":"2026-05-19T11:00:00Z","value":42}]})");
}

TEST_F(MakeWorld, ALaterRecordingReplacesWhatItCovers) {
  const RecordedWorld world =
      make_world("x", {har({entry(kHour, body_of(1))}), har({entry(kHour, body_of(2))})});
  EXPECT_EQ(
      first_project(world.document)["branches"][0]["recorded"]["active_time_seconds"][0]["value"],
      2);
}

TEST_F(MakeWorld, SaysWhatIsNotUsed) {
  const RecordedWorld world =
      make_world("x", {har({entry(kHour, body_of(1)), entry(kHour, "{}", 403),
                            entry(kHour, "no JSON"), entry(kHour, R"({"projects":7})")})});
  EXPECT_EQ(world.used, 1U);
  EXPECT_THAT(world.left_out,
              ::testing::UnorderedElementsAre(
                  HasSubstr("1 exchange with status 403; the first is "),
                  HasSubstr("1 exchange with a body that is not JSON; the first is "),
                  HasSubstr("that is not as documented: projects is not a list")));
}

TEST_F(MakeWorld, RefusesAFileWithNothingForAWorld) {
  EXPECT_THAT(error_of(har({entry("https://www.example.com/v3/x", "{}")})),
              HasSubstr("they are with https://www.example.com, and with no API"));
  EXPECT_THAT(error_of(har({entry(kHour, "{}", 500)})), HasSubstr("1 exchange with status 500"));
  EXPECT_THAT(error_of(har({entry("https://api.openai.com/v1/organization/costs", "{}")})),
              HasSubstr("of OpenAI, of whose recordings no world is made"));
}

TEST_F(MakeWorld, TotalsThatAreNotTheSumOfTheirPartsAreNamed) {
  std::string account = kHour;
  account.replace(account.find("/projects"), 9, "/account");
  const std::string text = body_of(5);
  const std::size_t begin = text.find(R"("periods")");
  const std::string periods = "{" + text.substr(begin, text.size() - begin - 2);
  const RecordedWorld world =
      make_world("x", {har({entry(account, periods), entry(kHour, body_of(7))})});
  EXPECT_EQ(world.used, 2U);
  EXPECT_THAT(world.left_out, ::testing::ElementsAre(HasSubstr("1 totals that are not the sum")));
}

TEST(DescribeSources, TellsWhatIsInsideToo) {
  const Json world = Json::parse(R"({"a":[{"id":"p","recorded":{"x":[
    {"from":"A","to":"B","value":1},{"at":"C","value":2,"source":"derived"}]},
    "b":[{"id":"q"}]}]})");
  EXPECT_EQ(describe_sources(world, "p"),
            "  p  /a/0\n"
            "    x\n"
            "      recorded   A to B  1\n"
            "      derived    C  2\n"
            "      generated  at all other times\n"
            "    other metrics\n      generated  at all times\n"
            "  q  /a/0/b/0\n      generated  all values\n");
  EXPECT_EQ(describe_sources(world, "nobody"), std::nullopt);
}

}  // namespace
}  // namespace mockmeter
