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

/// The sum of level(t) over the hours that end in the window, t being their ends, and over the
/// hour that `now` lies in.
template <typename Level>
std::uint64_t sum_of_hours(Instant born, Window window, Instant now, Level level) {
  const Instant from = std::max(window.from, born);
  std::uint64_t sum = 0;
  Instant end = floor_to(from, Granularity::kHour) + hours(1);
  for (; end <= window.to; end += hours(1)) sum = saturating_add(sum, level(end));
  const bool in_running_hour = window.to == now && from < now && end - hours(1) < now;
  return in_running_hour ? saturating_add(sum, level(now)) : sum;
}

std::uint64_t amount(const Gauge& gauge, const Metric& metric, Window window, Instant now) {
  switch (metric.kind) {
    case MetricType::kCounter:
      return saturating_multiply(static_cast<std::uint64_t>(gauge.curve.in(window)),
                                 metric.multiplier);
    case MetricType::kGauge:
      return saturating_multiply(gauge.level(window.to), metric.multiplier);
    case MetricType::kGaugeHours:
      return sum_of_hours(gauge.born, window, now,
                          [&](Instant t) { return gauge.level(t) / metric.divisor; });
    case MetricType::kHours:
      return sum_of_hours(gauge.born, window, now, [](Instant) { return std::uint64_t{1}; });
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
