#include <benchmark/benchmark.h>

#include "server/metering/curve/curve.h"
#include "server/metering/hash.h"

namespace mockmeter {
namespace {

constexpr std::int64_t kMinutesPerYear = 525'600;
const Instant kStart = parse_rfc3339("2025-05-20T12:00:00Z").value();

Curve make_curve(std::string_view key, const std::vector<CurveOverride>& overrides = {}) {
  const CurveShape shape{.per_hour = 12'345,
                         .growth_per_mille = 8,
                         .load_profile = LoadProfile::kOffice,
                         .active = {kStart - std::chrono::days{100}, kLatest}};
  return Curve(1, key, shape, overrides);
}

void at_in_sequence(benchmark::State& state) {
  const Curve curve = make_curve("a");
  Instant t = kStart;
  for (auto _ : state) {
    benchmark::DoNotOptimize(curve.at(t));
    t += std::chrono::minutes{1};
  }
}
BENCHMARK(at_in_sequence);

void at_random(benchmark::State& state) {
  const Curve curve = make_curve("a");
  std::uint64_t i = 0;
  for (auto _ : state) {
    const std::chrono::seconds offset{mix(++i) % (60 * kMinutesPerYear)};
    benchmark::DoNotOptimize(curve.at(kStart + offset));
  }
}
BENCHMARK(at_random);

void at_with_overrides(benchmark::State& state) {
  std::vector<CurveOverride> overrides;
  for (int day = 0; day < 30; ++day) {
    const Instant from = kStart + std::chrono::days{2 * day};
    overrides.push_back({{from, from + std::chrono::days{1}}, 1'000 * day});
  }
  const Curve curve = make_curve("a", overrides);
  std::uint64_t i = 0;
  for (auto _ : state) {
    const std::chrono::minutes offset{mix(++i) % (60 * 24 * 60)};
    benchmark::DoNotOptimize(curve.at(kStart + offset));
  }
}
BENCHMARK(at_with_overrides);

/// A year of minutes of three curves, the largest answer of the product.
void cursor_over_a_year(benchmark::State& state) {
  const Curve curves[] = {make_curve("a"), make_curve("b"), make_curve("c")};
  for (auto _ : state) {
    for (const Curve& curve : curves) {
      Curve::Cursor cursor(curve);
      Instant t = kStart;
      for (std::int64_t minute = 0; minute < kMinutesPerYear; ++minute) {
        benchmark::DoNotOptimize(cursor.at(t));
        t += std::chrono::minutes{1};
      }
    }
  }
  state.SetItemsProcessed(state.iterations() * 3 * kMinutesPerYear);
}
BENCHMARK(cursor_over_a_year)->Unit(benchmark::kMillisecond);

void format_instant(benchmark::State& state) {
  std::string out;
  Instant t = kStart;
  for (auto _ : state) {
    out.clear();
    append_go_string(out, t);
    benchmark::DoNotOptimize(out.data());
    t += std::chrono::milliseconds{60'123};
  }
}
BENCHMARK(format_instant);

}  // namespace
}  // namespace mockmeter
