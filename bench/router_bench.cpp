#include <benchmark/benchmark.h>

#include "server/api/router.h"
#include "server/providers/providers.h"

namespace mockmeter {
namespace {

void match_path(benchmark::State& state, const char* path) {
  const Router router(all_providers());
  for (auto _ : state) benchmark::DoNotOptimize(router.match("GET", path));
}

BENCHMARK_CAPTURE(match_path, static_segments, "/v2/qstash/users");
BENCHMARK_CAPTURE(match_path, one_parameter,
                  "/v2/qstash/stats/99a4c327-31f0-490f-a594-043ade84085a");
BENCHMARK_CAPTURE(match_path, deepest, "/api/v2/consumption_history/v2/branches");
BENCHMARK_CAPTURE(match_path, unknown, "/v2/qstash/nothing/here");

}  // namespace
}  // namespace mockmeter
