// What a request may not say, with the words of each refusal; and the spellings of a list.

#include <gtest/gtest.h>

#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

struct Refusal {
  std::string target;
  std::string error;
};

void expect_refusals(const std::vector<Refusal>& refusals) {
  for (const auto& [target, expected] : refusals) {
    EXPECT_EQ(error(ask(target)), "400 " + expected) << target;
  }
}

TEST(OpenaiParameters, StartTimeIsInUnixSeconds) {
  const std::string type =
      "Invalid type for 'start_time': expected an integer, but got a string instead. | start_time "
      "| invalid_type";
  expect_refusals({
      {kCompletions, "Missing required parameter: 'start_time'. | - | invalid_request_error"},
      {kCosts, "Missing required parameter: 'start_time'. | - | invalid_request_error"},
      {kCompletions + "?start_time=2026-05-17", type},
      {kCompletions + "?start_time=", type},
      {kCompletions + "?start_time=1.5", type},
      {kCompletions + "?start_time=99999999999999999999", type},
      {kCompletions + "?start_time=1&start_time=2",
       "Invalid type for 'start_time': expected an integer, but got an array instead. | start_time "
       "| invalid_type"},
      {kCompletions + "?start_time=-1",
       "Invalid 'start_time': integer below minimum value. Expected a value >= 0, but got -1 "
       "instead. | start_time | integer_below_min_value"},
      {kCompletions + "?start_time=1778976000000",
       "'start_time' must not be in the future. It is a Unix timestamp in seconds. | start_time | "
       "invalid_request_error"},
      {kCompletions + between(kMidnight, kMidnight),
       "'end_time' must be after 'start_time'. | end_time | invalid_request_error"},
      {kCosts + between(kMidnight - kDay, kMidnight - 1),
       "'start_time' and 'end_time' must be on different dates. | end_time | "
       "invalid_request_error"},
  });
  EXPECT_EQ(ask(kCompletions + between(kMidnight - kDay, kMidnight - 1)).status, 200);
  EXPECT_EQ(page(kCompletions + from(kNow))["data"].size(), 0U) << "now is not the future";
}

TEST(OpenaiParameters, LimitsDependOnTheWidth) {
  const auto too_large = [](const char* value, const char* most) {
    return "Invalid limit provided: " + std::string(value) +
           ". Limit must be less than or equal to " + most + ". | - | invalid_request_error";
  };
  expect_refusals({
      {kUsage + "&limit=32", too_large("32", "31")},
      {kUsage + "&bucket_width=1h&limit=169", too_large("169", "168")},
      {kUsage + "&bucket_width=1m&limit=1441", too_large("1441", "1440")},
      {kCosts + kThreeDays + "&limit=366", too_large("366", "180")},
      {kUsage + "&limit=0",
       "Invalid limit provided: 0. Limit must be greater than or equal to 1. | - | "
       "invalid_request_error"},
      {kUsage + "&limit=-9007199254740992",
       "Invalid limit provided: -9007199254740992. Limit must be greater than or equal to 1. | - | "
       "invalid_request_error"},
      {kUsage + "&limit=ten",
       "Invalid type for 'limit': expected an integer, but got a string instead. | limit | "
       "invalid_type"},
  });
  const std::string long_ago = from(kMidnight - 200 * kDay);
  const std::pair<std::string, std::size_t> sizes[] = {
      {kCompletions + long_ago, 7},
      {kCompletions + long_ago + "&limit=31", 31},
      {kCompletions + long_ago + "&bucket_width=1h", 24},
      {kCompletions + long_ago + "&bucket_width=1h&limit=168", 168},
      {kCompletions + long_ago + "&bucket_width=1m", 60},
      {kCompletions + long_ago + "&bucket_width=1m&limit=1440", 1440},
      {kCosts + long_ago, 7},
      {kCosts + long_ago + "&limit=180", 180},
      {kCosts + long_ago + "&limit=1", 1}};
  for (const auto& [target, size] : sizes) EXPECT_EQ(page(target)["data"].size(), size) << target;
}

TEST(OpenaiParameters, NamesTheValuesThatItTakes) {
  expect_refusals({
      {kUsage + "&bucket_width=15m",
       "Invalid value: '15m'. Supported values are: '1m', '1h', and '1d'. | bucket_width | "
       "invalid_value"},
      {kCosts + kThreeDays + "&bucket_width=1h",
       "Invalid value: '1h'. Supported values are: '1d'. | bucket_width | invalid_value"},
      {kUsage + "&group_by=model&group_by=day",
       "Invalid value: 'day'. Supported values are: 'project_id', 'user_id', 'api_key_id', "
       "'model', "
       "'batch', 'service_tier', and 'api_source'. | group_by | invalid_value"},
      {"/v1/organization/usage/vector_stores" + kThreeDays + "&group_by[]=model",
       "Invalid value: 'model'. Supported values are: 'project_id'. | group_by | invalid_value"},
      {"/v1/organization/usage/web_search_calls" + kThreeDays + "&context_levels=huge",
       "Invalid value: 'huge'. Supported values are: 'low', 'medium', and 'high'. | context_levels "
       "| invalid_value"},
      {kUsage + "&batch=True",
       "Invalid type for 'batch': expected a boolean, but got a string instead. | batch | "
       "invalid_type"},
  });
}

TEST(OpenaiParameters, ListsAreSpeltInThreeWays) {
  const Json plain = page(kUsage + "&group_by=model&group_by=user_id");
  EXPECT_GT(rows(plain).size(), 6U);
  for (const char* spelling :
       {"&group_by%5B%5D=model&group_by%5B%5D=user_id", "&group_by[]=user_id&group_by[]=model",
        "&group_by=model,user_id", "&group_by=model%2Cuser_id", "&group_by[]=model,user_id",
        "&group_by=model&group_by[]=user_id&group_by=,model,"}) {
    EXPECT_EQ(page(kUsage + spelling), plain) << spelling;
  }
  const Json two = page(kUsage + "&project_ids=proj_web&project_ids=proj_agents");
  EXPECT_NE(two, page(kUsage));
  EXPECT_EQ(page(kUsage + "&project_ids[]=proj_web,proj_agents"), two);
}

TEST(OpenaiParameters, StrictVariantsIgnoreTheOtherSpellings) {
  const Json ungrouped = page(kUsage);
  const Json grouped = page(kUsage + "&group_by=model");
  const Json brackets = {{"openai.array_form", "brackets"}};
  EXPECT_EQ(page(kUsage + "&group_by=model", brackets), ungrouped);
  EXPECT_EQ(page(kUsage + "&group_by[]=model", brackets), grouped);
  const Json repeated = {{"openai.array_form", "repeated"}};
  EXPECT_EQ(page(kUsage + "&group_by[]=model", repeated), ungrouped);
  EXPECT_EQ(page(kUsage + "&group_by=model", repeated), grouped);
  EXPECT_EQ(
      ask(kUsage + "&group_by=model,user_id", "sk-admin-test-main", {.variants = repeated}).status,
      400);
}

TEST(OpenaiParameters, IgnoresWhatItDoesNotKnow) {
  EXPECT_EQ(page(kUsage + "&interval=1h&starting_at=5&sizes=huge"), page(kUsage));
}

TEST(OpenaiParameters, NeverFailsOnHostileTargets) {
  for (const char* tail :
       {"&group_by=%00", "&models=%ff", "&project_ids=%", "&page=page_", "&page=%f0%28",
        "&limit=\x01", "&end_time=9007199254740992", "&start_time=0", "&models=,,,,", "&=", "&&&",
        "&bucket_width",
        "&page=page_//////////////////////////8=", "&page=page_AAAAAAAAAAAAAAAAAAAAAAAAAAA="}) {
    for (const std::string& path : {kCompletions, kCosts}) {
      const Response response = ask(path + kThreeDays + tail);
      EXPECT_TRUE(response.status == 200 || response.status == 400) << path << tail;
      EXPECT_TRUE(body_of(response).is_object());
    }
  }
  EXPECT_EQ(page(kCompletions + "?start_time=0&bucket_width=1m&limit=1440")["data"].size(), 1440U);
}

}  // namespace
}  // namespace mockmeter::testing::openai
