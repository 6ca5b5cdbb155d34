#include "server/metering/world.h"

#include <gtest/gtest.h>

#include <limits>

#include "server/metering/integers.h"
#include "server/metering/section_reader.h"
#include "tests/metering/instants.h"

namespace mockmeter {
namespace {

const Instant kDay = at("2026-05-20T00:00:00Z");
const Window kAlive{at("2026-01-01T00:00:00Z"), kLatest};

TEST(Lifecycle, RemovesForGoodFromAnInstant) {
  const Lifecycle lifecycle{
      .deprecated = kDay, .removed = kDay + std::chrono::days{9}, .brownouts = {}};
  EXPECT_FALSE(lifecycle.deprecated_at(kDay - std::chrono::seconds{1}));
  EXPECT_TRUE(lifecycle.deprecated_at(kDay));
  EXPECT_FALSE(lifecycle.removed_at(kDay + std::chrono::days{9} - std::chrono::seconds{1}));
  EXPECT_TRUE(lifecycle.removed_at(kDay + std::chrono::days{9}));
  EXPECT_TRUE(lifecycle.removed_at(kLatest));
}

TEST(Lifecycle, RemovesForAWhileInABrownout) {
  Lifecycle lifecycle;
  lifecycle.brownouts = {{kDay, kDay + std::chrono::hours{2}},
                         {kDay + std::chrono::days{1}, kDay + std::chrono::hours{26}}};
  EXPECT_FALSE(lifecycle.removed_at(kDay - std::chrono::seconds{1}));
  EXPECT_TRUE(lifecycle.removed_at(kDay));
  EXPECT_FALSE(lifecycle.removed_at(kDay + std::chrono::hours{2}));
  EXPECT_TRUE(lifecycle.removed_at(kDay + std::chrono::hours{25}));
}

TEST(World, KnowsNoLifecycleUnlessToldSo) {
  World world;
  world.lifecycle["neon.old"].removed = kDay;
  EXPECT_TRUE(world.lifecycle_of("neon.old").removed_at(kDay));
  EXPECT_FALSE(world.lifecycle_of("neon.new").removed_at(kLatest));
  EXPECT_FALSE(world.lifecycle_of("neon.new").deprecated_at(kLatest));
  world.has_lifecycle = false;
  EXPECT_FALSE(world.lifecycle_of("neon.old").removed_at(kLatest));
}

struct Counter : WorldSection {
  int count = 0;
  std::shared_ptr<WorldSection> clone() const override { return std::make_shared<Counter>(*this); }
};

TEST(World, EditsACopyOfAPart) {
  World world;
  world.parts["neon"] = std::make_shared<Counter>();
  World copy = world;
  copy.edit<Counter>("neon").count = 7;
  EXPECT_EQ(copy.part<Counter>("neon").count, 7);
  EXPECT_EQ(world.part<Counter>("neon").count, 0);
}

Curve read(const char* text, std::vector<ValidationError>& faults) {
  return read_curve(Json::parse(text), "/curve", 1, "k", kAlive, faults);
}

TEST(ReadCurve, TakesEveryMember) {
  std::vector<ValidationError> faults;
  const Curve curve = read(R"({"per_hour": 500, "growth_per_mille": 20, "growth_weeks": 30,
      "load_profile": "idle-at-night", "level": 9, "overrides": [
        {"from": "2026-05-20T00:00:00Z", "to": "2026-05-21T00:00:00Z", "value": 4321}]})",
                           faults);
  const Curve expected(1, "k",
                       {.per_hour = 500,
                        .growth_per_mille = 20,
                        .growth_weeks = 30,
                        .load_profile = LoadProfile::kIdleAtNight,
                        .active = kAlive,
                        .level = 9},
                       {{{kDay, kDay + std::chrono::days{1}}, 4321}});
  EXPECT_TRUE(faults.empty());
  for (int day = 0; day < 300; ++day) {
    const Instant t = kAlive.from + std::chrono::hours{23 * day};
    ASSERT_EQ(curve.at(t), expected.at(t)) << day;
  }
}

TEST(ReadCurve, HasDefaults) {
  std::vector<ValidationError> faults;
  const Curve curve = read(R"({"per_hour": 500})", faults);
  const Curve expected(1, "k", {.per_hour = 500, .active = kAlive});
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(curve.at(kDay), expected.at(kDay));
  EXPECT_EQ(curve.at(kAlive.from), 0);
}

TEST(ReadCurve, IsFlatWithoutARate) {
  std::vector<ValidationError> faults;
  const Curve curve = read(R"({"level": 7})", faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(curve.at(kDay), 7);
}

TEST(ReadCurve, SortsOverrides) {
  std::vector<ValidationError> faults;
  const Curve curve = read(R"({"per_hour": 500, "overrides": [
      {"from": "2026-05-21T00:00:00Z", "to": "2026-05-22T00:00:00Z", "value": 2},
      {"from": "2026-05-20T00:00:00Z", "to": "2026-05-21T00:00:00Z", "value": 1}]})",
                           faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(curve.between(kDay, kDay + std::chrono::days{1}), 1);
  EXPECT_EQ(curve.between(kDay + std::chrono::days{1}, kDay + std::chrono::days{2}), 2);
}

struct Faulty {
  const char* spec;
  const char* pointer;
};

TEST(ReadCurve, NamesThePlaceOfAFault) {
  const Faulty cases[] = {
      {R"({"per_hour": 1, "overrides": [
          {"from": "2026-05-21T00:00:00Z", "to": "2026-05-23T00:00:00Z", "value": 2},
          {"from": "2026-05-20T00:00:00Z", "to": "2026-05-21T00:00:01Z", "value": 1}]})",
       "/curve/overrides/0"},
      {R"({"per_hour": 1, "overrides": [
          {"from": "2026-05-21T00:00:00Z", "to": "2026-05-21T00:00:00Z", "value": 2}]})",
       "/curve/overrides/0"},
      {R"({"per_hour": 1, "overrides": [
          {"from": "2025-05-21T00:00:00Z", "to": "2025-05-22T00:00:00Z", "value": 2}]})",
       "/curve/overrides/0"},
      {R"({"per_hour": 1, "overrides": [
          {"from": "2026-05-21T00:00:00Z", "to": "2026-02-30T00:00:00Z", "value": 2}]})",
       "/curve/overrides/0/to"},
      {R"({"per_hour": 1, "load_profile": "lazy"})", "/curve/load_profile"},
  };
  for (const Faulty& c : cases) {
    std::vector<ValidationError> faults;
    read(c.spec, faults);
    ASSERT_FALSE(faults.empty()) << c.spec;
    EXPECT_EQ(faults.front().pointer, c.pointer);
  }
}

TEST(ReadInstant, SaysWhatItFound) {
  std::vector<ValidationError> faults;
  EXPECT_EQ(read_instant("2026-05-20T00:00:00Z", "/at", faults), kDay);
  EXPECT_TRUE(faults.empty());
  read_instant("soon", "/at", faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/at");
  EXPECT_EQ(faults[0].found, "\"soon\"");
  read_instant(7, "/at", faults);
  EXPECT_EQ(faults.back().found, "7");
}

TEST(SectionReader, ReadsAnArrayThatMayBeAbsent) {
  std::vector<ValidationError> faults;
  SectionReader reader{1, faults};
  const auto read = [](const Json& element, const std::string& pointer, const int& more) {
    return pointer + "=" + std::to_string(element.get<int>() + more);
  };
  const Json object = {{"list", {1, 2}}};
  const int ten = 10;
  EXPECT_EQ(read_array(object, "list", "/a", read, ten),
            (std::vector<std::string>{"/a/list/0=11", "/a/list/1=12"}));
  EXPECT_TRUE(read_array(object, "other", "/a", read, ten).empty());
}

TEST(SectionReader, FindsATextThatWasThereBefore) {
  std::vector<ValidationError> faults;
  SectionReader reader{1, faults};
  EXPECT_EQ(reader.new_text({{"id", "x"}}, "id", "user", "/users/0"), "x");
  EXPECT_EQ(reader.new_text({{"id", "x"}}, "id", "team", "/teams/0"), "x");
  EXPECT_TRUE(faults.empty());
  reader.new_text({{"id", "x"}}, "id", "user", "/users/1");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].pointer, "/users/1/id");
}

TEST(SaturatingAdd, StopsAtTheLargestNumber) {
  EXPECT_EQ(saturating_add(std::int64_t{1}, std::int64_t{2}), 3);
  EXPECT_EQ(saturating_add(std::numeric_limits<std::int64_t>::max(), std::int64_t{1}),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(saturating_add(std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max()),
            std::numeric_limits<std::uint64_t>::max());
}

}  // namespace
}  // namespace mockmeter
