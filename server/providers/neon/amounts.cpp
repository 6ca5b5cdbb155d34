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

/// A curve with what was recorded of it, and the moment from which it stands for something.
struct Series {
  const Curve& curve;
  Instant born;
  const RecordedMetrics* recorded;  ///< null: nothing is
  const RecordedGauge* gauge;       ///< of the curve; null: not recorded

  std::uint64_t generated_level(Instant t) const { return static_cast<std::uint64_t>(curve.at(t)); }
  std::uint64_t level(Instant t) const {
    if (t < born) return 0;
    if (gauge == nullptr) return generated_level(t);
    return gauge->at(t, [this](Instant each) { return generated_level(each); });
  }
  /// The greatest level of the hour that ends at `end`, and of the part of it before `born`.
  std::uint64_t greatest_until(Instant end) const {
    return gauge == nullptr ? level(end) : std::max(level(end), level(end - hours(1)));
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

std::uint64_t generated_amount(const Series& series, const Metric& metric, Window window,
                               Instant now) {
  switch (metric.kind) {
    case MetricType::kCounter:
      return saturating_multiply(static_cast<std::uint64_t>(series.curve.in(window)),
                                 metric.multiplier);
    case MetricType::kGauge:
      return saturating_multiply(series.level(window.to), metric.multiplier);
    case MetricType::kGaugeHours:
      return sum_of_hours(series.born, window, now, [&](Instant t) {
        return (t == now ? series.level(t) : series.greatest_until(t)) / metric.divisor;
      });
    case MetricType::kHours:
      return sum_of_hours(series.born, window, now, [](Instant) { return std::uint64_t{1}; });
  }
  return 0;
}

/// What a counter was recorded as: under its own name, or else under that of its curve.
const RecordedCounter* counter_of(const RecordedMetrics& recorded, const Metric& metric) {
  const RecordedCounter* counter = recorded.counter(metric.name);
  const bool has_other_name = counter == nullptr && metric.kind == MetricType::kCounter;
  return has_other_name ? recorded.counter(kCurveNames.at(metric.curve)) : counter;
}

std::uint64_t amount(const Series& series, const Metric& metric, Window window, Instant now) {
  const auto generated = [&](Window part) { return generated_amount(series, metric, part, now); };
  if (series.recorded == nullptr) return generated(window);
  const RecordedCounter* counter = counter_of(*series.recorded, metric);
  return counter == nullptr ? generated(window) : counter->in(window, generated);
}

bool is_about(Scope scope, const Branch& branch) {
  return scope == Scope::kAllBranches || (scope == Scope::kRootBranch && branch.root) ||
         (scope == Scope::kChildBranches && !branch.root);
}

/// The curves of somebody, beginning with the one of index `first`, and what was recorded of them.
struct Source {
  std::span<const Curve> curves;  ///< empty: nothing is generated
  std::size_t first;
  Instant born;
  const RecordedMetrics* recorded;

  Series series_of(const Metric& metric) const {
    const RecordedGauge* gauge =
        recorded == nullptr ? nullptr : recorded->gauge(kCurveNames.at(metric.curve));
    if (!curves.empty()) return {curves[metric.curve - first], born, recorded, gauge};
    static const Curve kFlat;
    // A gauge is there all the time; hours in which there was nothing do not count.
    const bool counts_hours = metric.kind == MetricType::kHours;
    return {kFlat, counts_hours ? kLatest : kEarliest, recorded, gauge};
  }
};

/// The amounts of the wanted rows of `table` whose scope `holds`.
template <typename Holds>
MetricValues amounts_of(const Source& source, std::span<const Metric> table, MetricSet wanted,
                        Window window, Instant now, Holds holds) {
  MetricValues amounts{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (!wanted[i] || !holds(table[i].scope)) continue;
    amounts[i] = amount(source.series_of(table[i]), table[i], window, now);
  }
  return amounts;
}

/// What was recorded beside all branches or projects that are known; nothing of it is generated.
MetricValues recorded_amounts(const RecordedMetrics* recorded, std::span<const Metric> table,
                              MetricSet wanted, Window window, Instant now) {
  if (recorded == nullptr) return {};
  return amounts_of({{}, 0, kLatest, recorded}, table, wanted, window, now,
                    [](Scope scope) { return scope != Scope::kProject; });
}

/// What belongs to the project itself and to none of its branches.
MetricValues own_amounts(const Project& project, std::span<const Metric> table, MetricSet wanted,
                         Window window, Instant now) {
  const RecordedMetrics* recorded = project.recorded.get();
  MetricValues amounts = recorded_amounts(recorded, table, wanted, window, now);
  add(amounts,
      amounts_of({project.curves, kBranchCurves, project.created_at, recorded}, table, wanted,
                 window, now, [](Scope scope) { return scope == Scope::kProject; }));
  return amounts;
}

}  // namespace

MetricValues branch_amounts(const Branch& branch, std::span<const Metric> table, MetricSet wanted,
                            Window window, Instant now) {
  return amounts_of({branch.curves, 0, branch.created_at, branch.recorded.get()}, table, wanted,
                    window, now, [&branch](Scope scope) { return is_about(scope, branch); });
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

MetricValues account_amounts(const Account& account, std::span<const Metric> table,
                             MetricSet wanted, Window window, Instant now) {
  MetricValues sums = project_amounts(account.projects, table, wanted, window, now);
  add(sums, recorded_amounts(account.recorded.get(), table, wanted, window, now));
  return sums;
}

}  // namespace mockmeter::neon
