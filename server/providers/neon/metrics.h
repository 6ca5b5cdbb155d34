#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mockmeter::neon {

/// The curves of a branch and, behind them, those of a project, as a world names them.
inline constexpr std::array<std::string_view, 10> kCurveNames{{
    "active_time_seconds",
    "compute_time_seconds",
    "written_data_bytes",
    "synthetic_storage_size_bytes",
    "logical_size_bytes",
    "instant_restore_bytes_month",
    "public_network_transfer_bytes",
    "private_network_transfer_bytes",
    "extra_branches_month",
    "snapshot_storage_bytes_month",
}};
inline constexpr std::size_t kBranchCurves = 8;
inline constexpr std::size_t kProjectCurves = kCurveNames.size() - kBranchCurves;

/// How a number comes out of a curve.
enum class MetricType {
  kCounter,     ///< what was added in the bucket
  kGauge,       ///< where the curve stands at the end of the bucket; not additive over time
  kGaugeHours,  ///< the sum over hours of the greatest level in each hour
};

/// Which branches a metric is about.
enum class Scope { kAllBranches, kRootBranch, kChildBranches, kProject };

struct Metric {
  std::string_view name;
  std::size_t curve;  ///< index in kCurveNames
  MetricType kind;
  Scope scope = Scope::kAllBranches;
  std::uint64_t divisor = 1;  ///< of each hour's level
};

// Choice: bytes-month counts each hour as 1/744 of a month, rounded down per hour, so that hours
// add up to days and months; no source gives the length of the month.
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
inline constexpr std::size_t kDataStorageBytesHour = 4;

/// Source: OpenAPI file 2.7.2, v2/projects; v2/branches knows the first six.
/// Choice: compute_unit_seconds is the curve of compute_time_seconds, one unit being one CPU.
inline constexpr std::array<Metric, 8> kBillingMetrics{{
    {"compute_unit_seconds", 1, MetricType::kCounter},
    {"root_branch_bytes_month", 3, MetricType::kGaugeHours, Scope::kRootBranch, kHoursOfMonth},
    {"child_branch_bytes_month", 3, MetricType::kGaugeHours, Scope::kChildBranches, kHoursOfMonth},
    {"instant_restore_bytes_month", 5, MetricType::kCounter},
    {"public_network_transfer_bytes", 6, MetricType::kCounter},
    {"private_network_transfer_bytes", 7, MetricType::kCounter},
    {"extra_branches_month", 8, MetricType::kCounter, Scope::kProject},
    {"snapshot_storage_bytes_month", 9, MetricType::kCounter, Scope::kProject},
}};
inline constexpr std::size_t kBranchBillingMetrics = 6;

/// A choice among the rows of one of the two tables, by index.
using MetricSet = std::bitset<8>;

}  // namespace mockmeter::neon
