// Money: exact sums, line items, and what costs refuse.

#include <gtest/gtest.h>

#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

/// "12.034" in billionths.
std::int64_t nano(const std::string& text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string fraction = point < text.size() ? text.substr(point + 1) : "";
  EXPECT_LE(fraction.size(), 9U) << text;
  fraction.resize(9, '0');
  return std::stoll(text.substr(0, point)) * 1'000'000'000 + std::stoll(fraction);
}

std::int64_t total(const Json& page) {
  std::int64_t sum = 0;
  for (const Json& row : rows(page)) sum += nano(row["amount"]["value"].get<std::string>());
  return sum;
}

const std::string kWeek = kCosts + between(kMidnight - 7 * kDay, kMidnight);

TEST(OpenaiCosts, GroupsAddUpToTheLastDigit) {
  const std::int64_t whole = total(page(kWeek));
  EXPECT_GT(whole, 1'000'000'000);
  for (const char* groups :
       {"project_id", "line_item", "api_key_id", "user_id", "api_source", "project_id,line_item",
        "project_id,api_key_id,user_id,line_item,api_source"}) {
    EXPECT_EQ(total(page(kWeek + "&group_by=" + groups)), whole) << groups;
  }
  std::int64_t projects = 0;
  for (const char* project : {"proj_web", "proj_research", "proj_agents"}) {
    projects += total(page(kWeek + "&project_ids=" + project));
  }
  EXPECT_EQ(projects, whole);
}

TEST(OpenaiCosts, LineItemsHaveAQuantity) {
  const Json items = page(kWeek + "&group_by=line_item&limit=1");
  bool has_null_unit = false;
  for (const Json& row : rows(items)) {
    EXPECT_GT(row["quantity"], 0) << row;
    has_null_unit = has_null_unit || row["quantity_unit"].is_null();
    if (row["line_item"] == "gpt-4o-mini-2024-07-18, output") {
      EXPECT_EQ(row["quantity_unit"], "tokens");
      EXPECT_EQ(nano(row["amount"]["value"].get<std::string>()),
                row["quantity"].get<std::int64_t>() * 600);
    }
  }
  EXPECT_TRUE(has_null_unit) << "tool calls";
  for (const Json& row : rows(page(kWeek + "&group_by=project_id&limit=1"))) {
    EXPECT_TRUE(row["quantity"].is_null());
    EXPECT_TRUE(row["quantity_unit"].is_null());
    EXPECT_TRUE(row["line_item"].is_null());
  }
}

TEST(OpenaiCosts, ALineItemIsChosenByItsWholeName) {
  const std::string item = "&line_items[]=gpt-4o-mini-2024-07-18,%20output";
  const Json one = page(kWeek + item + "&group_by=line_item");
  EXPECT_EQ(rows(one).size(), 7U);
  for (const Json& row : rows(one)) EXPECT_EQ(row["line_item"], "gpt-4o-mini-2024-07-18, output");
  EXPECT_TRUE(rows(page(kWeek + "&line_items=gpt-4o-mini-2024-07-18")).empty());
}

TEST(OpenaiCosts, SomeAreOfNoKeyAndOfNoUsage) {
  bool has_storage = false;
  for (const Json& row : rows(page(kWeek + "&group_by=line_item,api_key_id&limit=1"))) {
    if (row["line_item"] != "vector stores storage") continue;
    has_storage = true;
    EXPECT_TRUE(row["api_key_id"].is_null());
    EXPECT_EQ(row["quantity_unit"], "gibibyte_hours");
  }
  EXPECT_TRUE(has_storage);
}

TEST(OpenaiCosts, AmountIsWrittenByItsVariant) {
  const std::string day = kWeek + "&limit=1";
  const Json text = rows(page(day))[0]["amount"];
  const Json number = rows(page(day, {{"openai.amount_value", "number"}}))[0]["amount"];
  const Json padded = rows(page(day, {{"openai.amount_value", "padded"}}))[0]["amount"];
  EXPECT_EQ(text["currency"], "usd");
  ASSERT_TRUE(text["value"].is_string());
  ASSERT_TRUE(number["value"].is_number());
  EXPECT_EQ(std::stod(text["value"].get<std::string>()), number["value"].get<double>());
  const auto digits = padded["value"].get<std::string>();
  EXPECT_EQ(digits.size() - digits.find('.'), 31U);
  EXPECT_TRUE(digits.starts_with(text["value"].get<std::string>()));
}

TEST(OpenaiCosts, KeysAreKnownFromTheFloorOn) {
  const std::string floor =
      "400 group_by=api_key_id is not available for this time range. Try a start_time on or after "
      "1764979200. | start_time | invalid_request_error";
  EXPECT_EQ(ask(kCosts + from(1'764'979'200) + "&group_by=api_key_id").status, 200);
  const std::string before = kCosts + from(1'764'979'199);
  EXPECT_EQ(error(ask(before + "&group_by=api_key_id")), floor);
  EXPECT_EQ(error(ask(before + "&group_by=project_id&group_by[]=api_key_id")), floor);
  for (const char* groups : {"project_id", "line_item", "user_id", "project_id,line_item"}) {
    EXPECT_EQ(ask(before + "&group_by=" + groups).status, 200) << groups;
  }
  EXPECT_EQ(ask(before + "&group_by=user_id,project_id").status, 400);
  EXPECT_EQ(ask(kCompletions + from(1'764'979'199) + "&group_by=api_key_id").status, 200);
}

TEST(OpenaiCosts, GroupingFollowsItsVariants) {
  const auto refusal = [](const char* variant, const char* groups) {
    return error(ask(kWeek + "&group_by=" + groups, "sk-admin-test-main",
                     {.variants = {{variant, "refused"}}}));
  };
  EXPECT_EQ(refusal("openai.cost_api_key_id", "api_key_id"),
            "400 Invalid value: 'api_key_id'. Supported values are: 'project_id', 'line_item', "
            "'user_id', and 'api_source'. | group_by | invalid_value");
  EXPECT_EQ(refusal("openai.cost_user_id", "project_id,user_id"),
            "400 Invalid value: 'user_id'. Supported values are: 'project_id', 'line_item', "
            "'api_key_id', and 'api_source'. | group_by | invalid_value");
}

}  // namespace
}  // namespace mockmeter::testing::openai
