// The body of GET /v2/qstash/stats/{id}: the longest that QStash's clients ask for often.

#include <benchmark/benchmark.h>

#include <array>
#include <string>

#include "server/control/mock.h"
#include "server/control/world_file.h"

namespace mockmeter {
namespace {

// dev@example.com:upstash-test-key
constexpr const char* kAuthorization = "Basic ZGV2QGV4YW1wbGUuY29tOnVwc3Rhc2gtdGVzdC1rZXk=";
constexpr std::array<const char*, 2> kPeriods{"1h", "30d"};

MockSettings make_settings() {
  MockSettings settings;
  settings.world = open_world("default", 1);
  settings.clock = parse_clock("2026-05-20T12:00:00Z").value();
  return settings;
}

void repeat_request(benchmark::State& state, const std::string& target) {
  Mock mock(make_settings());
  const Request request{"GET", target, {{"Authorization", kAuthorization}}, ""};
  const Response first = mock.handle(request);
  if (first.status != 200) return state.SkipWithError(first.body.c_str());
  for (auto unused : state) benchmark::DoNotOptimize(mock.handle(request));
  state.counters["bytes"] = static_cast<double>(first.body.size());
}

void stats_body(benchmark::State& state) {
  const std::string period = kPeriods.at(static_cast<std::size_t>(state.range(0)));
  state.SetLabel("period=" + period);
  repeat_request(state, "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a?period=" + period);
}
BENCHMARK(stats_body)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void users_body(benchmark::State& state) { repeat_request(state, "/v2/qstash/users"); }
BENCHMARK(users_body)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace mockmeter
