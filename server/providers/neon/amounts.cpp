#include "server/providers/neon/amounts.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace mockmeter::neon {
namespace {

using std::chrono::hours;

void add(std::uint64_t& sum, std::uint64_t amount) {
  sum = amount > std::numeric_limits<std::uint64_t>::max() - sum
            ? std::numeric_limits<std::uint64_t>::max()
            : sum + amount;
}

void add(MetricValues& sums, const MetricValues& amounts) {
  for (std::size_t i = 0; i < sums.size(); ++i) add(sums[i], amounts[i]);
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
  for (; end <= window.to; end += hours(1)) add(sum, gauge.level(end) / divisor);
  const bool in_running_hour = window.to == now && from < now && end - hours(1) < now;
  if (in_running_hour) add(sum, gauge.level(now) / divisor);
  return sum;
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

/// What belongs to the project itself and to none of its branches.
MetricValues own_amounts(const Project& project, std::span<const Metric> table, MetricSet wanted,
                         Window window, Instant now) {
  MetricValues amounts{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!wanted[i] || table[i].scope != Scope::kProject) continue;
    const Gauge gauge{project.curves.at(table[i].curve - kBranchCurves), project.created_at};
    amounts[i] = amount(gauge, table[i], window, now);
  }
  return amounts;
}

}  // namespace

MetricValues branch_amounts(const Branch& branch, std::span<const Metric> table, MetricSet wanted,
                            Window window, Instant now) {
  MetricValues amounts{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!wanted[i] || !is_about(table[i].scope, branch)) continue;
    amounts[i] =
        amount({branch.curves.at(table[i].curve), branch.created_at}, table[i], window, now);
  }
  return amounts;
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
