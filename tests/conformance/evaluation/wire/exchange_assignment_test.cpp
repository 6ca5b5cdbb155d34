#include "conformance/evaluation/wire/exchange_assignment.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

using Indices = std::vector<std::size_t>;

TEST(Calls, HaveWhatCameSinceTheyBegan) {
  TraceBuilder scene(Json::object());
  const Exchange any = get(kPath, 200, nullptr);
  scene.with({call_of(kStats), call_of(kStats), call_of(kStats)}, {result(1), result(2), result(3)},
             {any, any, any, any});
  scene.trace.exchanges_before = {0, 1, 1};
  EXPECT_EQ(assign_exchanges(scene.trace), (Indices{0, 2, 2, 2}));
  scene.trace.exchanges_before = {0, 2, 3};
  EXPECT_EQ(assign_exchanges(scene.trace), (Indices{0, 0, 1, 2}));
  scene.trace.exchanges_before = {0, 4, 4};
  EXPECT_EQ(assign_exchanges(scene.trace), (Indices{0, 0, 0, 0}));
  scene.trace.calls.clear();
  EXPECT_EQ(assign_exchanges(scene.trace), Indices{});
}

TEST(Calls, MadeTogetherAreToldApartByTheirArguments) {
  const auto call = [](const char* period) {
    return call_of(kStats, {{"id", "a"}, {"period", period}});
  };
  const auto stats = [](const char* period) {
    return get(std::string(kPath) + "?period=" + period, 200, nullptr);
  };
  TraceBuilder scene(Json::object());
  scene.subject.together = true;
  scene.with({call("1h"), call("3h"), call("1h")}, {result(1), result(2), result(3)},
             {stats("3h"), stats("1h"), stats("1h")});
  scene.trace.subject = &scene.subject;
  EXPECT_EQ(assign_exchanges(scene.trace), (Indices{1, 0, 2}));
}

TEST(Calls, MadeTogetherAreToldApartByTheirOperation) {
  TraceBuilder scene(Json::object());
  scene.subject.together = true;
  scene.with({call_of(kStats, {{"id", "a"}}), call_of("upstash.list_qstash_users")},
             {result(1), result(2)},
             {get("/v2/qstash/users", 200, nullptr), get(kPath, 200, nullptr)});
  scene.trace.subject = &scene.subject;
  EXPECT_EQ(assign_exchanges(scene.trace), (Indices{1, 0}));
}

}  // namespace
}  // namespace mockmeter::conformance::testing
