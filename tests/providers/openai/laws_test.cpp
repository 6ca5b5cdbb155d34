// The laws of the numbers, over every endpoint, several seeds and random ranges.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/providers/openai/asking.h"

namespace mockmeter::testing::openai {
namespace {

struct Shape {
  const char* name;
  std::vector<std::string> dimensions;
  std::vector<std::string> counters;
};

const std::vector<std::string> kUsual{"project_id", "user_id", "api_key_id", "model"};

std::vector<std::string> with(std::vector<std::string> names, std::vector<std::string> more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

/// All endpoints whose numbers are flows.
std::vector<Shape> shapes() {
  return {{"completions",
           with(kUsual, {"batch", "service_tier", "api_source"}),
           {"input_tokens", "output_tokens", "num_model_requests", "input_cached_tokens",
            "input_cache_write_tokens", "output_audio_tokens", "input_image_tokens"}},
          {"embeddings", kUsual, {"input_tokens", "num_model_requests"}},
          {"moderations", kUsual, {"input_tokens", "num_model_requests"}},
          {"images", with(kUsual, {"size", "source"}), {"images", "num_model_requests"}},
          {"audio_speeches", kUsual, {"characters", "num_model_requests"}},
          {"audio_transcriptions", kUsual, {"seconds", "num_model_requests"}},
          {"code_interpreter_sessions", {"project_id"}, {"num_sessions"}},
          {"file_search_calls",
           {"project_id", "user_id", "api_key_id", "vector_store_id"},
           {"num_requests"}},
          {"web_search_calls",
           with(kUsual, {"context_level", "api_source"}),
           {"num_requests", "num_model_requests"}}};
}

void append_buckets(Json& page, const Json& more) {
  for (const Json& bucket : more.at("data")) page["data"].push_back(bucket);
}

/// Asks one mock for pages that must be good.
class OpenaiLaws : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  Json ask(const std::string& path, const std::string& rest) {
    const Response response =
        get(mock_, "/v1/organization/" + path + rest, bearer("sk-admin-test-main"));
    EXPECT_EQ(response.status, 200) << path << rest << response.body;
    return body_of(response);
  }
  Json usage(const Shape& shape, const std::string& rest) {
    return ask("usage/" + std::string(shape.name), rest);
  }
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  std::string random_groups(const Shape& shape) {
    std::string groups;
    for (const std::string& name : shape.dimensions) {
      if (random_() % 2 == 0) groups += "&group_by=" + name;
    }
    return groups;
  }
  void expect_same_sums(const Shape& shape, const Json& one, const Json& other,
                        const std::string& what) {
    for (const std::string& counter : shape.counters) {
      EXPECT_EQ(sum(one, counter.c_str()), sum(other, counter.c_str()))
          << shape.name << ' ' << counter << ' ' << what;
    }
  }

 private:
  std::mt19937_64 random_{GetParam()};
  Mock mock_{make_settings({.seed = GetParam()})};
};

TEST_P(OpenaiLaws, MinutesMakeHoursAndHoursMakeDays) {
  for (const Shape& shape : shapes()) {
    const std::int64_t start = kNow - kDay - pick(3 * kDay);
    const std::string range = between(start, start + 3'600 + pick(23 * 3'600));
    const Json days = usage(shape, range);
    expect_same_sums(shape, days, usage(shape, range + "&bucket_width=1h&limit=168"), range);
    expect_same_sums(shape, days, usage(shape, range + "&bucket_width=1m&limit=1440"), range);
  }
}

TEST_P(OpenaiLaws, AWindowIsTheSumOfItsParts) {
  for (const Shape& shape : shapes()) {
    const std::int64_t start = (kNow - 20 * kDay + pick(9 * kDay)) / 60 * 60;
    const std::int64_t middle = start + 60 * (1 + pick(4'000));
    const std::int64_t end = middle + 60 * (1 + pick(4'000));
    Json parts = usage(shape, between(start, middle));
    append_buckets(parts, usage(shape, between(middle, end)));
    expect_same_sums(shape, usage(shape, between(start, end)), parts, std::to_string(middle));
  }
}

TEST_P(OpenaiLaws, GroupsMakeTheWholeInEveryBucket) {
  for (const Shape& shape : shapes()) {
    for (int round = 0; round < 8; ++round) {
      const std::string range = from(kNow - pick(6 * kDay)) + "&bucket_width=1d";
      const std::string groups = random_groups(shape);
      const Json whole = usage(shape, range)["data"];
      const Json grouped = usage(shape, range + groups)["data"];
      ASSERT_EQ(whole.size(), grouped.size());
      for (std::size_t i = 0; i < whole.size(); ++i) {
        expect_same_sums(shape, {{"data", Json::array({whole[i]})}},
                         {{"data", Json::array({grouped[i]})}}, groups);
      }
    }
  }
}

TEST_P(OpenaiLaws, FiltersMakeTheWhole) {
  const std::string range = between(kMidnight - 5 * kDay, kMidnight);
  for (const Shape& shape : shapes()) {
    Json parts = {{"data", Json::array()}};
    for (const char* project : {"proj_web", "proj_research", "proj_agents", "proj_nobody"}) {
      append_buckets(parts, usage(shape, range + "&project_ids[]=" + project));
    }
    expect_same_sums(shape, usage(shape, range), parts, "projects");
  }
  const Shape completions = shapes().front();
  Json both = usage(completions, range + "&batch=true");
  EXPECT_GT(sum(both, "num_model_requests"), 0);
  append_buckets(both, usage(completions, range + "&batch=false"));
  expect_same_sums(completions, usage(completions, range), both, "batch");
}

TEST_P(OpenaiLaws, TokensAreTheSumOfTheirParts) {
  const std::string groups = "&group_by=model,batch,service_tier,api_key_id";
  const std::string range = between(kMidnight - 7 * kDay, kMidnight);
  const auto all = rows(usage(shapes().front(), range + groups));
  EXPECT_GT(all.size(), 40U);
  for (const Json& row : all) {
    const auto of = [&](const char* name) { return row.at(name).get<std::int64_t>(); };
    EXPECT_EQ(of("input_tokens"), of("input_cached_tokens") + of("input_cache_write_tokens") +
                                      of("input_uncached_tokens"));
    EXPECT_EQ(of("input_uncached_tokens"),
              of("input_text_tokens") + of("input_audio_tokens") + of("input_image_tokens"));
    EXPECT_EQ(of("input_cached_tokens"), of("input_cached_text_tokens") +
                                             of("input_cached_audio_tokens") +
                                             of("input_cached_image_tokens"));
    EXPECT_EQ(of("output_tokens"),
              of("output_text_tokens") + of("output_audio_tokens") + of("output_image_tokens"));
    EXPECT_EQ(of("input_cache_write_tokens"),
              of("input_cache_write_30m_tokens") + of("input_cache_write_12h_tokens"));
  }
}

TEST_P(OpenaiLaws, ARowIsForOneGroupAndNamesItsDimensionsOnly) {
  for (const Shape& shape : shapes()) {
    const std::string groups = random_groups(shape);
    const Json page = usage(shape, from(kNow - 2 * kDay) + groups);
    for (const Json& bucket : page["data"]) {
      std::set<std::string> seen;
      for (const Json& row : bucket["results"]) {
        std::string labels;
        for (const std::string& name : shape.dimensions) {
          ASSERT_TRUE(row.contains(name)) << shape.name << name;
          const bool is_grouped = groups.find("=" + name) != std::string::npos;
          EXPECT_TRUE(is_grouped || row[name].is_null()) << name;
          labels += row[name].dump() + ' ';
        }
        EXPECT_TRUE(seen.insert(labels).second) << labels;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OpenaiLaws, ::testing::Values(1, 2, 77));

TEST(OpenaiStores, AreALevelThatProjectsMake) {
  const std::string stores = "/v1/organization/usage/vector_stores";
  const Json hours = page(stores + from(kNow - 7'200) + "&bucket_width=1h");
  ASSERT_EQ(rows(hours).size(), 2U);
  EXPECT_GT(rows(hours)[0]["usage_bytes"], 1'500'000'000);
  EXPECT_GT(rows(hours)[1]["usage_bytes"], rows(hours)[0]["usage_bytes"]);
  const Json day = page(stores + from(kNow - 7'200));
  EXPECT_EQ(rows(day)[0], rows(hours)[1]) << "what there is at the end";
  const Json projects = page(stores + from(kNow - 7'200) + "&group_by=project_id");
  EXPECT_EQ(rows(projects).size(), 2U);
  EXPECT_EQ(sum(projects, "usage_bytes"), sum(day, "usage_bytes"));
}

}  // namespace
}  // namespace mockmeter::testing::openai
