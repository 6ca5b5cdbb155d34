// Where buckets begin and end, and how pages follow each other.

#include <gtest/gtest.h>

#include <functional>

#include "server/control/mock.h"
#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

std::string edge(std::int64_t start, std::int64_t end) {
  return std::to_string(start) + "-" + std::to_string(end);
}

/// All pages of a response as one, turned with exactly what next_page says.
Json all_pages(const std::string& target, const Json& variants = Json::object(),
               const std::function<void(Mock&)>& between_pages = {}) {
  Mock mock(make_settings({.variants = variants}));
  Json whole;
  std::string turn;
  do {
    const Response response = get(mock, target + turn, bearer("sk-admin-test-main"));
    EXPECT_EQ(response.status, 200) << target << turn << response.body;
    if (response.status != 200) break;
    const Json page = body_of(response);
    EXPECT_EQ(page["has_more"], page["next_page"].is_string());
    if (whole.is_null()) {
      whole = page;
    } else {
      for (const Json& bucket : page["data"]) whole["data"].push_back(bucket);
    }
    turn = page["has_more"] ? next_page(page) : "";
    if (between_pages) between_pages(mock);
  } while (!turn.empty());
  return whole;
}

TEST(OpenaiBuckets, TheFirstIsCutToTheMinuteAndTheLastEndsNow) {
  const std::int64_t start = kMidnight - kDay + 4'263;  // 01:11:03 of yesterday
  const std::string clock = "2026-05-20T12:00:03.7Z";
  EXPECT_EQ(edges(page(kCompletions + from(start), Json::object(), clock)),
            (std::vector{edge(start - 3, kMidnight), edge(kMidnight, kNow + 3)}));
  EXPECT_EQ(edges(page(kCompletions + from(kNow - 4'000) + "&bucket_width=1h")),
            (std::vector{edge(kNow - 4'020, kNow - 3'600), edge(kNow - 3'600, kNow)}));
  EXPECT_EQ(
      edges(page(kCompletions + between(kMidnight + 30, kMidnight + 100) + "&bucket_width=1m")),
      (std::vector{edge(kMidnight, kMidnight + 60), edge(kMidnight + 60, kMidnight + 100)}));
}

TEST(OpenaiBuckets, WholeOnesFollowTheirVariants) {
  const std::string target = kCompletions + between(kMidnight - kDay + 5'000, kMidnight + 5'000);
  EXPECT_EQ(edges(page(target, {{"openai.first_bucket", "whole"}}))[0],
            edge(kMidnight - kDay, kMidnight));
  EXPECT_EQ(edges(page(target, {{"openai.last_bucket", "whole"}}))[1],
            edge(kMidnight, kMidnight + kDay));
  const Json today = {{"openai.last_bucket", "whole"}};
  EXPECT_EQ(rows(page(kCompletions + from(kMidnight), today)),
            rows(page(kCompletions + from(kMidnight))))
      << "nothing is counted that has not happened";
}

TEST(OpenaiBuckets, CostsHaveWholeDays) {
  const std::int64_t start = kMidnight - 2 * kDay + 40'000;
  EXPECT_EQ(edges(page(kCosts + from(start))),
            (std::vector{edge(kMidnight - 2 * kDay, kMidnight - kDay),
                         edge(kMidnight - kDay, kMidnight), edge(kMidnight, kMidnight + kDay)}));
  EXPECT_EQ(page(kCosts + from(start)), page(kCosts + from(kMidnight - 2 * kDay)));
  EXPECT_EQ(edges(page(kCosts + from(start), {{"openai.cost_buckets", "clipped"}}))[0],
            edge(start - 40, kMidnight - kDay));
}

TEST(OpenaiBuckets, NothingLiesBehindNow) {
  const std::string target = kCompletions + between(kMidnight, kMidnight + 2 * kDay);
  EXPECT_EQ(edges(page(target)), (std::vector{edge(kMidnight, kNow)}));
  const Json future = page(target, {{"openai.future_end", "empty"}});
  EXPECT_EQ(edges(future), (std::vector{edge(kMidnight, kMidnight + kDay),
                                        edge(kMidnight + kDay, kMidnight + 2 * kDay)}));
  EXPECT_EQ(future["data"][0]["results"], page(target)["data"][0]["results"]);
  EXPECT_EQ(future["data"][1]["results"].size(), 0U);
  const std::string stores =
      "/v1/organization/usage/vector_stores" + between(kMidnight, kMidnight + 2 * kDay);
  EXPECT_EQ(page(stores, {{"openai.future_end", "empty"}})["data"][1]["results"].size(), 0U);
  EXPECT_EQ(error(ask(target, "sk-admin-test-main", {.variants = {{"openai.future_end", "400"}}})),
            "400 'end_time' must not be in the future. | end_time | invalid_request_error");
}

TEST(OpenaiBuckets, OnesWithoutUsageAreThereAndEmpty) {
  const Json before = page(kCompletions + between(kMidnight - 500 * kDay, kMidnight - 497 * kDay));
  EXPECT_EQ(before["data"].size(), 3U) << "before the first project";
  EXPECT_TRUE(rows(before).empty());
}

TEST(OpenaiPages, JoinWithoutGapAndWithoutOverlap) {
  for (const std::string& rest :
       {from(kMidnight - 20 * kDay + 777) + "&group_by=model", kThreeDays + "&bucket_width=1h",
        from(kNow - 6'000) + "&bucket_width=1m&batch=true"}) {
    const Json whole = all_pages(kCompletions + rest);
    for (const char* limit : {"&limit=1", "&limit=4", "&limit=31"}) {
      EXPECT_EQ(all_pages(kCompletions + rest + limit)["data"], whole["data"]) << rest << limit;
    }
    for (std::size_t i = 1; i < whole["data"].size(); ++i) {
      EXPECT_EQ(whole["data"][i]["start_time"], whole["data"][i - 1]["end_time"]);
    }
  }
  EXPECT_EQ(all_pages(kCosts + from(kMidnight - 40 * kDay))["data"].size(), 41U);
}

TEST(OpenaiPages, AllEndWhereTheFirstOneWasAskedFor) {
  const Json whole =
      all_pages(kCompletions + from(kMidnight - 2 * kDay) + "&limit=1", Json::object(),
                [](Mock& mock) { mock.advance_clock(std::chrono::minutes(7)); });
  EXPECT_EQ(whole["data"].back()["end_time"], kNow);
}

TEST(OpenaiPages, TheTokenHoldsEndAndNextBucket) {
  const Json first = page(kCompletions + from(kMidnight - 3 * kDay) + "&limit=1");
  const auto token = first["next_page"].get<std::string>();
  EXPECT_EQ(token.size(), std::string("page_AAAAAGdGxdEiJdKOAAAAAGcqsYA=").size());
  EXPECT_TRUE(token.starts_with("page_AAAAAGo")) << token;
  EXPECT_TRUE(token.ends_with("=")) << token;
  const Json bare = page(kCompletions + from(kMidnight - 3 * kDay) + "&limit=1",
                         {{"openai.page_prefix", "none"}});
  EXPECT_EQ("page_" + bare["next_page"].get<std::string>(), token);
}

TEST(OpenaiPages, TheTokenIsBoundToTheQuery) {
  const std::string target = kCompletions + from(kMidnight - 9 * kDay) + "&limit=2&group_by=model";
  const std::string turn = next_page(page(target));
  EXPECT_EQ(ask(target + turn).status, 200);
  EXPECT_EQ(
      page(kCompletions + from(kMidnight - 9 * kDay) + "&limit=5&group_by[]=model" + turn)["data"]
          .size(),
      5U)
      << "size and spelling may change";
  const std::string invalid =
      "400 The page token is invalid, have you modified the query parameters? | - | "
      "invalid_request_error";
  for (const std::string& changed :
       {kCompletions + from(kMidnight - 8 * kDay) + "&group_by=model",
        kCompletions + from(kMidnight - 9 * kDay), target + "&group_by=batch",
        target + "&models=gpt-4o-mini-2024-07-18", target + "&batch=false",
        target + "&end_time=" + std::to_string(kNow), target + "&bucket_width=1h",
        "/v1/organization/usage/embeddings" + from(kMidnight - 9 * kDay) + "&group_by=model"}) {
    EXPECT_EQ(error(ask(changed + turn)), invalid) << changed;
  }
  EXPECT_EQ(error(ask(target + turn, "sk-admin-test-idle")), invalid) << "another organization";
  for (const char* token : {"page_", "page_AAAA", "nonsense", "AAAAAGdGxdEiJdKOAAAAAGcqsYA="}) {
    EXPECT_EQ(error(ask(target + "&page=" + token)), invalid) << token;
  }
  EXPECT_EQ(page(target + "&page="), page(target)) << "an empty page is the first";
}

TEST(OpenaiPages, VariantsAboutTheToken) {
  const std::string target = kCompletions + from(kMidnight - 9 * kDay) + "&limit=2";
  std::string turn = next_page(page(target));
  const Json second = page(target + turn);
  EXPECT_EQ(
      page(kCompletions + "?limit=2" + turn, {{"openai.page_parameters", "optional"}})["data"],
      second["data"]);
  EXPECT_EQ(ask(kCompletions + "?limit=2" + turn).status, 400);
  turn.replace(turn.size() - 1, 1, "%3D");
  EXPECT_EQ(page(target + turn), second);
  EXPECT_EQ(ask(target + turn, "sk-admin-test-main", {.variants = {{"openai.page_escape", "400"}}})
                .status,
            400);
}

TEST(OpenaiPages, CostsTurnWithoutTheirTimesUnderThatVariant) {
  Json variants = {{"openai.page_parameters", "optional"}};
  Json part = page(kCosts + from(kMidnight - 9 * kDay), variants);
  std::size_t buckets = part["data"].size();
  while (part["has_more"]) {
    part = page(kCosts + "?limit=1" + next_page(part), variants);
    buckets += part["data"].size();
  }
  EXPECT_EQ(buckets, 10U);
}

}  // namespace
}  // namespace mockmeter::testing::openai
