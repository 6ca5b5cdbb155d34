// Deprecated, away for a while, gone: by the mock's clock, as the world says.

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace mockmeter::testing
