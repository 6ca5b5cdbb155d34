#include <benchmark/benchmark.h>

#include <string>

#include "server/control/mock.h"
#include "server/control/world_file.h"

namespace mockmeter {
namespace {

MockSettings settings() {
  return {.world = open_world("default", 1),
          .clock = parse_clock("2026-05-20T12:00:00Z").value(),
          .variants = {}};
}

/// One answer of ZKScore's usage endpoint, without a socket.
void ask(benchmark::State& state, const char* query, const char* key) {
  Mock mock(settings());
  const Request request{"GET",
                        std::string("/v1/developer/usage") + query,
                        {{"Authorization", std::string("Bearer ") + key}},
                        ""};
  std::size_t bytes = 0;
  for (auto _ : state) {
    const Response response = mock.handle(request);
    if (response.status != 200) state.SkipWithError("not 200");
    bytes = response.body.size();
  }
  state.counters["body"] = static_cast<double>(bytes);
}

BENCHMARK_CAPTURE(ask, usage_default, "", "zk_test_professional");

/// The largest: 525,600 buckets of each key of the account, sorted, the first 100 shown.
BENCHMARK_CAPTURE(ask, usage_1y_minute, "?timeframe=1y&granularity=minute", "zk_test_professional")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, usage_1y_minute_one_key, "?timeframe=1y&granularity=minute", "zk_test_free")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, usage_1y_minute_by_latency, "?timeframe=1y&granularity=minute&sort=latency",
                  "zk_test_professional")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, usage_1y_month, "?timeframe=1y&granularity=month", "zk_test_professional")
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mockmeter
