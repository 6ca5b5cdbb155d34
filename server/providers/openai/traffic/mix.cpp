#include "server/providers/openai/traffic/mix.h"

#include <algorithm>

#include "server/metering/hash.h"

namespace mockmeter::openai {
namespace {

/// 0.5 to 1.5 times the usual amount, rounded, so that one stays one.
std::int64_t drawn(std::int64_t usual, std::uint64_t bits) {
  return (usual * static_cast<std::int64_t>(50 + bits % 100) + 50) / 100;
}

}  // namespace

Mix::Mix(std::uint64_t seed, const std::string& key, std::string endpoint,
         std::vector<PartShape> parts, std::vector<LineItem> line_items)
    : endpoint_(std::move(endpoint)),
      parts_(std::move(parts)),
      line_items_(std::move(line_items)),
      cycles_(parts_.size()) {
  const auto part_of = assign_kinds(seed, key, weights_of(parts_), kCycleLength);
  std::array<std::int64_t, kCycleLength> values{};
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    for (std::size_t m = 0; m < kMeasures; ++m) {
      const bool counts_calls = m == kCalls;
      if (!counts_calls && parts_[p].usual.at(m) == 0) continue;
      for (std::size_t n = 0; n < kCycleLength; ++n) {
        const std::uint64_t bits = mix(hash_text(seed, key), n * kMeasures + m);
        const std::int64_t value = counts_calls ? 1 : drawn(parts_[p].usual.at(m), bits);
        values.at(n) = part_of[n] == p ? value : 0;
      }
      cycles_[p].emplace_back(static_cast<Measure>(m), PeriodicSum(values));
    }
  }
}

Amounts Mix::sums(std::size_t part, std::int64_t calls) const {
  Amounts sums{};
  const std::int64_t counted = std::min(calls, kMostCalls);
  for (const auto& [measure, cycle] : cycles_.at(part)) sums.at(measure) = cycle.sum_first(counted);
  return sums;
}

}  // namespace mockmeter::openai
