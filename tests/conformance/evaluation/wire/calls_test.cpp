#include "conformance/evaluation/wire/calls.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/conformance/evaluation/evidence.h"

namespace mockmeter::conformance::testing {
namespace {

using Indices = std::vector<std::size_t>;

Indices divided(std::vector<Call> calls, std::vector<Outcome> outcomes,
                std::vector<Exchange> exchanges, bool together = false) {
  Scene scene(Json::object());
  scene.subject.together = together;
  scene.with(std::move(calls), std::move(outcomes), std::move(exchanges));
  scene.evidence.subject = &scene.subject;
  return calls_of_exchanges(scene.evidence);
}

Exchange stats(const char* id, int status) {
  return get(std::string("/v2/qstash/stats/") + id, status, nullptr);
}
Call stats_call(const char* id) { return call_of(kStats, {{"id", id}}); }

TEST(Calls, HaveTheirExchangesInOrder) {
  const auto a = stats_call("a");
  const auto b = stats_call("b");
  const auto done = result(1);
  const auto refused = error({{"status", 404}});
  EXPECT_EQ(divided({a}, {done}, {stats("a", 503), stats("a", 200)}), (Indices{0, 0}));
  EXPECT_EQ(divided({a, a}, {done, done}, {stats("a", 200), stats("a", 200)}), (Indices{0, 1}));
  EXPECT_EQ(divided({a, a}, {done, done}, {stats("a", 503), stats("a", 200), stats("a", 200)}),
            (Indices{0, 0, 1}));
  EXPECT_EQ(divided({a, a}, {done, done}, {stats("a", 200), stats("a", 503), stats("a", 200)}),
            (Indices{0, 1, 1}));
  EXPECT_EQ(divided({a, a}, {refused, done}, {stats("a", 404), stats("a", 200)}), (Indices{0, 1}));
  EXPECT_EQ(divided({a, b, a}, {done, error({{"class", "NoId"}}), done},
                    {stats("a", 200), stats("a", 200)}),
            (Indices{0, 2}));
  EXPECT_EQ(divided({a, b}, {done, done}, {stats("a", 503), stats("b", 503), stats("b", 200)}),
            (Indices{0, 1, 1}));
  EXPECT_EQ(divided({a, b}, {done, done}, {}), Indices{});
  EXPECT_EQ(divided({}, {}, {}), Indices{});
}

TEST(Calls, AreToldApartByTheirOperation) {
  const auto users = call_of("upstash.list_qstash_users");
  EXPECT_EQ(divided({stats_call("a"), users}, {result(1), error(Json::object())},
                    {stats("a", 200), get("/v2/qstash/users", 200, nullptr),
                     get("/v2/qstash/users", 200, nullptr)}),
            (Indices{0, 1, 1}));
}

TEST(Calls, MadeTogetherAreToldApartByTheirArguments) {
  const auto call = [](const char* period) {
    return call_of(kStats, {{"id", "a"}, {"period", period}});
  };
  EXPECT_EQ(
      divided({call("1h"), call("3h"), call("1h")}, {result(1), result(2), result(3)},
              {stats("a?period=3h", 200), stats("a?period=1h", 200), stats("a?period=1h", 200)},
              true),
      (Indices{1, 0, 2}));
}

TEST(Calls, ThatJoinPagesMayHaveManyAnswers) {
  Call pages = call_of("neon.project_consumption");
  pages.options = {{"all_pages", true}};
  const Exchange page = get("/api/v2/consumption_history/projects", 200, nullptr);
  EXPECT_EQ(divided({pages, stats_call("a")}, {result(1), result(2)},
                    {page, page, page, stats("a", 200)}),
            (Indices{0, 0, 0, 1}));
}

}  // namespace
}  // namespace mockmeter::conformance::testing
