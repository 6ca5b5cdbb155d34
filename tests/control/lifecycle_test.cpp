// Deprecated, away for a while, gone: by the mock's clock, as the world says.

#include <gtest/gtest.h>

#include "server/control/catalog.h"
#include "server/control/world_file.h"
#include "tests/support/mock_fixture.h"

namespace mockmeter::testing {
namespace {

constexpr const char* kAccountPath = "/api/v2/consumption_history/account";

MockSettings with_lifecycle(Json lifecycle) {
  MockSettings settings = make_settings();
  Json document = settings.world->document;
  document["lifecycle"]["neon.account_consumption"] = std::move(lifecycle);
  settings.world = load_world(document, 1);
  return settings;
}

int status_at(Mock& mock, const char* clock) {
  mock.set_clock(parse_clock(clock).value());
  return get(mock, kAccountPath, bearer("napi_scale")).status;  // 400 while it lives: no parameters
}

TEST(Lifecycle, ABrownoutIsTheRemovalForAWhile) {
  Mock mock(with_lifecycle(Json::parse(
      R"({"removed":"2026-06-01T00:00:00Z","brownouts":[
          {"from":"2026-05-04T12:00:00Z","to":"2026-05-04T13:00:00Z"},
          {"from":"2026-05-11T12:00:00Z","to":"2026-05-11T18:00:00Z"}]})")));
  EXPECT_EQ(status_at(mock, "2026-05-04T11:59:59.999999999Z"), 400);
  EXPECT_EQ(status_at(mock, "2026-05-04T12:00:00Z"), 404);
  EXPECT_EQ(body_of(get(mock, kAccountPath, bearer("napi_scale")))["message"],
            "this route does not exist");
  EXPECT_EQ(status_at(mock, "2026-05-04T13:00:00Z"), 400);
  EXPECT_EQ(status_at(mock, "2026-05-11T17:59:59Z"), 404);
  EXPECT_EQ(status_at(mock, "2026-05-11T18:00:00Z"), 400);
  EXPECT_EQ(status_at(mock, "2026-06-01T00:00:00Z"), 404);
}

TEST(Lifecycle, AnOperationWithoutDatesStays) {
  Mock mock(with_lifecycle(Json::object()));
  EXPECT_EQ(status_at(mock, "2049-01-01T00:00:00Z"), 400);
}

constexpr const char* kRemoved =
    R"({"deprecated":"2026-04-01T00:00:00Z","removed":"2026-06-01T00:00:00Z","brownouts":[
        {"from":"2026-05-04T12:00:00Z","to":"2026-05-04T13:00:00Z"}]})";
constexpr const char* kCall =
    "/api/v2/consumption_history/account"
    "?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z&granularity=daily";

void follow_lifecycle(Mock& mock, bool follow) {
  mock.change_settings([&](ResponseSettings& settings) { settings.follow_lifecycle = follow; });
}

TEST(Lifecycle, WithoutItNothingIsRemoved) {
  MockSettings settings = with_lifecycle(Json::parse(kRemoved));
  settings.responses.follow_lifecycle = false;
  Mock mock(settings);
  EXPECT_EQ(status_at(mock, "2026-05-04T12:30:00Z"), 400) << "no brown-out";
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 400);
  follow_lifecycle(mock, true);
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 404);
  mock.reset();
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 400) << "as at the start";
}

TEST(Lifecycle, WithoutItNothingIsAnnounced) {
  Mock mock(with_lifecycle(Json::parse(kRemoved)));
  mock.change_variants([](VariantSelection& variants) {
    choose_variant(variants, "neon.deprecation_headers", "rfc");
  });
  const Response announced = get(mock, kCall, kNeonKey);
  EXPECT_TRUE(announced.headers.get("Deprecation"));
  EXPECT_TRUE(announced.headers.get("Sunset"));
  EXPECT_TRUE(announced.traits.has(Trait::kDeprecated));
  follow_lifecycle(mock, false);
  const Response kept = get(mock, kCall, kNeonKey);
  EXPECT_EQ(kept.status, 200);
  EXPECT_FALSE(kept.headers.get("Deprecation"));
  EXPECT_FALSE(kept.headers.get("Sunset"));
  EXPECT_FALSE(kept.traits.has(Trait::kDeprecated));
  EXPECT_EQ(kept.body, announced.body);
}

TEST(Lifecycle, ThatIsOffStaysOffInAnotherWorldAndBehindChanges) {
  Mock mock(with_lifecycle(Json::parse(kRemoved)));
  follow_lifecycle(mock, false);
  mock.set_world(with_lifecycle(Json::parse(kRemoved)).world);
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 400);
  EXPECT_EQ(send(mock, "POST", "/v2/qstash/rotate-token/99a4c327-31f0-490f-a594-043ade84085a",
                 kUpstashKey)
                .status,
            200);
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 400);
  follow_lifecycle(mock, true);
  EXPECT_EQ(status_at(mock, "2026-07-01T00:00:00Z"), 404);
}

TEST(Lifecycle, NoResponseOutlivesASwitchOfIt) {
  Mock mock(with_lifecycle(Json::parse(kRemoved)));
  EXPECT_TRUE(get(mock, "/v2/qstash/users", kUpstashKey).on_cache_hit);
  const std::uint64_t before = mock.generation();
  follow_lifecycle(mock, false);
  EXPECT_GT(mock.generation(), before);
}

}  // namespace
}  // namespace mockmeter::testing
