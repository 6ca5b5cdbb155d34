// What else the variants change in a response.

#include <gtest/gtest.h>

#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

TEST(OpenaiVariants, OldRowsAreCalledResult) {
  const Json old = page(kUsage, {{"openai.bucket_rows", "result"}});
  EXPECT_FALSE(old["data"][0].contains("results"));
  EXPECT_EQ(old["data"][0]["result"], page(kUsage)["data"][0]["results"]);
}

TEST(OpenaiVariants, OldTokensAreTextAndCountCachedAudio) {
  const std::string target = kUsage + "&limit=1&models=gpt-audio-mini-2025-12-15";
  const Json now = rows(page(target))[0];
  const Json old = rows(page(target, {{"openai.token_members", "text"}}))[0];
  const auto of = [](const Json& row, const char* name) {
    return row.at(name).get<std::int64_t>();
  };
  EXPECT_FALSE(old.contains("input_text_tokens"));
  EXPECT_GT(of(now, "input_cached_audio_tokens"), 0);
  EXPECT_EQ(of(old, "input_audio_tokens"),
            of(now, "input_audio_tokens") + of(now, "input_cached_audio_tokens"));
  EXPECT_EQ(of(old, "input_tokens"),
            of(now, "input_text_tokens") + of(now, "input_cached_text_tokens"));
  EXPECT_EQ(of(old, "output_tokens"), of(now, "output_text_tokens"));
  EXPECT_EQ(of(old, "output_audio_tokens"), of(now, "output_audio_tokens"));
}

TEST(OpenaiVariants, ExtrasNameWhatIsBehindTheIds) {
  const std::string target = kUsage +
                             "&limit=1&project_ids=proj_research&models="
                             "gpt-audio-mini-2025-12-15&group_by=user_id&group_by=project_id";
  const Json bucket = page(target, {{"openai.extras", "present"}})["data"][0];
  EXPECT_EQ(bucket["start_time_iso"], "2026-05-17T00:00:00+00:00");
  EXPECT_EQ(bucket["end_time_iso"], "2026-05-18T00:00:00+00:00");
  const Json row = bucket["results"][0];
  EXPECT_EQ(row["organization_id"], "org-acme");
  EXPECT_EQ(row["organization_name"], "Acme");
  EXPECT_EQ(row["project_name"], "Research");
  EXPECT_EQ(row["user_email"], "bo@example.com");
  const Json ungrouped = rows(page(kUsage + "&limit=1", {{"openai.extras", "present"}}))[0];
  EXPECT_TRUE(ungrouped["user_email"].is_null());
  EXPECT_FALSE(rows(page(target))[0].contains("organization_id"));
}

TEST(OpenaiVariants, AUsageLimitMayBeClamped) {
  const std::string target = kCompletions + from(kMidnight - 60 * kDay) + "&limit=100";
  EXPECT_EQ(page(target, {{"openai.usage_limit", "clamped"}})["data"].size(), 31U);
  EXPECT_EQ(ask(kCosts + from(kMidnight - 60 * kDay) + "&limit=366", "sk-admin-test-main",
                {.variants = {{"openai.usage_limit", "clamped"}}})
                .status,
            400);
}

}  // namespace
}  // namespace mockmeter::testing::openai
