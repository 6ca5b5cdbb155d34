#include "server/providers/neon/amounts.h"

#include <algorithm>
#include <chrono>

#include "server/metering/integers.h"

namespace mockmeter::neon {
namespace {

using std::chrono::hours;

void add(MetricValues& sums, const MetricValues& amounts) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = saturating_add(sums[i], amounts[i]);
}

/// A curve and the moment from which it stands for something.
struct Gauge {
  const Curve& curve;
  Instant born;

  std::uint64_t level(Instant t) const {
    return t < born ? 0 : static_cast<std::uint64_t>(curve.at(t));
  }
};

std::uint64_t level_hours(const Gauge& gauge, Window window, Instant now, std::uint64_t divisor) {
  const Instant from = std::max(window.from, gauge.born);
  std::uint64_t sum = 0;
  Instant end = floor_to(from, Granularity::kHour) + hours(1);
  for (; end <= window.to; end += hours(1)) sum = saturating_add(sum, gauge.level(end) / divisor);
  const bool in_running_hour = window.to == now && from < now && end - hours(1) < now;
  return in_running_hour ? saturating_add(sum, gauge.level(now) / divisor) : sum;
}

std::uint64_t amount(const Gauge& gauge, const Metric& metric, Window window, Instant now) {
  switch (metric.kind) {
    case MetricType::kCounter:
      return static_cast<std::uint64_t>(gauge.curve.in(window));
    case MetricType::kGauge:
      return gauge.level(window.to);
    case MetricType::kGaugeHours:
      return level_hours(gauge, window, now, metric.divisor);
  }
  return 0;
}

bool is_about(Scope scope, const Branch& branch) {
  return scope == Scope::kAllBranches || (scope == Scope::kRootBranch && branch.root) ||
         (scope == Scope::kChildBranches && !branch.root);
}

/// The amounts of the wanted rows of `table` whose scope `holds`; `curves` begin with the one of
/// index `first`.
template <typename Holds>
MetricValues amounts_of(std::span<const Curve> curves, std::size_t first, Instant born,
                        std::span<const Metric> table, MetricSet wanted, Window window, Instant now,
                        Holds holds) {
  MetricValues amounts{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!wanted[i] || !holds(table[i].scope)) continue;
    amounts[i] = amount({curves[table[i].curve - first], born}, table[i], window, now);
  }
  return amounts;
}

/// What belongs to the project itself and to none of its branches.
MetricValues own_amounts(const Project& project, std::span<const Metric> table, MetricSet wanted,
                         Window window, Instant now) {
  return amounts_of(project.curves, kBranchCurves, project.created_at, table, wanted, window, now,
                    [](Scope scope) { return scope == Scope::kProject; });
}

}  // namespace

MetricValues branch_amounts(const Branch& branch, std::span<const Metric> table, MetricSet wanted,
                            Window window, Instant now) {
  return amounts_of(branch.curves, 0, branch.created_at, table, wanted, window, now,
                    [&branch](Scope scope) { return is_about(scope, branch); });
}

MetricValues project_amounts(std::span<const Project> projects, std::span<const Metric> table,
                             MetricSet wanted, Window window, Instant now) {
  MetricValues sums{};
  for (const Project& project : projects) {
    add(sums, own_amounts(project, table, wanted, window, now));
    for (const Branch& branch : project.branches) {
      add(sums, branch_amounts(branch, table, wanted, window, now));
    }
  }
  return sums;
}

}  // namespace mockmeter::neon
