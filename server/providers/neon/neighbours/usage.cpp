#include "server/providers/neon/neighbours/usage.h"

#include <algorithm>
#include <chrono>

#include "base/tables.h"
#include "server/providers/neon/amounts.h"
#include "server/providers/neon/metrics.h"

namespace mockmeter::neon {
namespace {

template <std::size_t size>
constexpr std::size_t row_of(const std::array<Metric, size>& table, std::string_view name) {
  return static_cast<std::size_t>(find_by(table, &Metric::name, name) - table.data());
}

// Choice: what was transferred is what went out to the public internet.
constexpr std::size_t kTransfer = row_of(kBillingMetrics, "public_network_transfer_bytes");

/// `amounts(table, metrics, window)` counts what was born at `born`.
template <typename Amounts>
Usage count(const Account& owner, Instant born, Instant now, const Amounts& amounts) {
  const Window counted{std::max(billing_period(owner, now).from, born), now};
  if (counted.empty()) return {};
  const MetricValues legacy =
      amounts(std::span<const Metric>(kLegacyMetrics), MetricSet().set(), counted);
  const auto value = [&](std::string_view name) { return legacy[row_of(kLegacyMetrics, name)]; };
  return {.active_time_seconds = value("active_time_seconds"),
          .compute_time_seconds = value("compute_time_seconds"),
          .written_data_bytes = value("written_data_bytes"),
          .data_storage_bytes_hour = value("data_storage_bytes_hour"),
          .data_transfer_bytes = amounts(std::span<const Metric>(kBillingMetrics),
                                         MetricSet().set(kTransfer), counted)[kTransfer],
          .storage_bytes = value("synthetic_storage_size_bytes"),
          .logical_bytes = value("logical_size_bytes")};
}

}  // namespace

Window billing_period(const Account& owner, Instant now) {
  const Window month = month_of(now);
  // No change of the plan that is still to come shows.
  const auto periods = owner.billing_periods({month.from, now + std::chrono::nanoseconds(1)});
  return periods.empty() ? month : Window{periods.back().window.from, month.to};
}

Usage usage_of(const Account& owner, const Project& project, Instant now) {
  return count(owner, project.created_at, now,
               [&](std::span<const Metric> table, MetricSet metrics, Window window) {
                 return project_amounts({&project, 1}, table, metrics, window, now);
               });
}

Usage usage_of(const Account& owner, const Branch& branch, Instant now) {
  return count(owner, branch.created_at, now,
               [&](std::span<const Metric> table, MetricSet metrics, Window window) {
                 return branch_amounts(branch, table, metrics, window, now);
               });
}

/// The curve never falls: halving the time finds where it came to stand.
std::optional<Instant> last_active(const Branch& branch, Instant now) {
  const Curve& active = branch.curves[row_of(kLegacyMetrics, "active_time_seconds")];
  std::int64_t before = unix_seconds(branch.created_at);
  std::int64_t after = unix_seconds(now);
  if (active.between(branch.created_at, now) == 0) return std::nullopt;
  const std::int64_t total = active.at(now);
  while (after - before > 1) {
    const std::int64_t middle = before + (after - before) / 2;
    (active.at(from_unix_seconds(middle)) == total ? after : before) = middle;
  }
  return from_unix_seconds(after);
}

std::optional<Instant> last_active(const Project& project, Instant now) {
  std::optional<Instant> latest;
  for (const Branch& branch : project.branches) latest = std::max(latest, last_active(branch, now));
  return latest;
}

}  // namespace mockmeter::neon
