#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mockmeter::neon {

/// The curves of a branch and, behind them, those of a project, as a world names them.
inline constexpr std::array<std::string_view, 9> kCurveNames{{
    "active_time_seconds",
    "compute_time_seconds",
    "written_data_bytes",
    "synthetic_storage_size_bytes",
    "logical_size_bytes",
    "instant_restore_bytes_month",
    "public_network_transfer_bytes",
    "private_network_transfer_bytes",
    "snapshot_storage_bytes_month",
}};
inline constexpr std::size_t kBranchCurves = 8;
inline constexpr std::size_t kProjectCurves = kCurveNames.size() - kBranchCurves;

/// How a number comes out of a curve.
enum class MetricType {
  kCounter,     ///< what was added in the bucket
  kGauge,       ///< where the curve stands at the end of the bucket; not additive over time
  kGaugeHours,  ///< the sum over hours of the greatest level in each hour
  kHours,       ///< the hours in which there was something to count; has no curve
};

/// Which branches a metric is about.
enum class Scope { kAllBranches, kRootBranch, kChildBranches, kProject };

struct Metric {
  std::string_view name;
  std::size_t curve;  ///< index in kCurveNames
  MetricType kind;
  Scope scope = Scope::kAllBranches;
  std::uint64_t divisor = 1;     ///< of each hour's level
  std::uint64_t multiplier = 1;  ///< of what a counter counted, of a gauge's level
};

// Source: usage calculations, 2026-05-28, "a fixed billing period of 744 hours (31 x 24)".
// Choice: each hour is rounded down, so that hours add up to days and months.
inline constexpr std::uint64_t kHoursOfMonth = 744;

/// The columns of the legacy shape in the order of the wire. The first four are required.
/// Source: OpenAPI file 2.7.2, ConsumptionHistoryPerTimeframe.
inline constexpr std::array<Metric, 7> kLegacyMetrics{{
    {"active_time_seconds", 0, MetricType::kCounter},
    {"compute_time_seconds", 1, MetricType::kCounter},
    {"written_data_bytes", 2, MetricType::kCounter},
    {"synthetic_storage_size_bytes", 3, MetricType::kGauge},
    {"data_storage_bytes_hour", 3, MetricType::kGaugeHours},
    {"logical_size_bytes", 4, MetricType::kGauge},
    {"logical_size_bytes_hour", 4, MetricType::kGaugeHours},
}};
inline constexpr std::size_t kRequiredLegacyMetrics = 4;
inline constexpr std::size_t kSyntheticStorageSize = 3;
inline constexpr std::size_t kDataStorageBytesHour = 4;

/// The same under the variant neon.synthetic_storage = zero.
inline constexpr std::array<Metric, 7> kZeroStorageMetrics = [] {
  auto metrics = kLegacyMetrics;
  metrics[kSyntheticStorageSize].multiplier = 0;
  return metrics;
}();

/// Source: OpenAPI file 2.7.2, v2/projects; v2/branches knows the first six.
/// Source: usage calculations, 2026-05-28, extra_branches_month: "All child branches per hour
/// (subtract plan allowance before billing)", in branch-hours. Observed: live, 2026-08-09: 24 a day
/// for one child branch, 72 for three.
/// Choice: compute_unit_seconds is the curve of compute_time_seconds, one unit being one CPU.
inline constexpr std::array<Metric, 8> kBillingMetrics{{
    {"compute_unit_seconds", 1, MetricType::kCounter},
    {"root_branch_bytes_month", 3, MetricType::kGaugeHours, Scope::kRootBranch, kHoursOfMonth},
    {"child_branch_bytes_month", 3, MetricType::kGaugeHours, Scope::kChildBranches, kHoursOfMonth},
    {"instant_restore_bytes_month", 5, MetricType::kCounter},
    {"public_network_transfer_bytes", 6, MetricType::kCounter},
    {"private_network_transfer_bytes", 7, MetricType::kCounter},
    {"extra_branches_month", 0, MetricType::kHours, Scope::kChildBranches},
    {"snapshot_storage_bytes_month", 8, MetricType::kCounter, Scope::kProject},
}};

/// The same under the variant neon.bytes_month = byte_hours.
inline constexpr std::array<Metric, 8> kByteHourMetrics = [] {
  auto metrics = kBillingMetrics;
  for (Metric& metric : metrics) {
    if (!metric.name.ends_with("_bytes_month")) continue;
    metric.divisor = 1;
    if (metric.kind == MetricType::kCounter) metric.multiplier = kHoursOfMonth;
  }
  return metrics;
}();
inline constexpr std::size_t kBranchBillingMetrics = 6;

/// A choice among the rows of one of the two tables, by index.
using MetricSet = std::bitset<8>;

}  // namespace mockmeter::neon
