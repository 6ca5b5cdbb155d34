#include <algorithm>

#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_parts.h"

namespace mockmeter::zkscore {
namespace {

using std::chrono::hours;

/// Choice: averages count whole hours, rounded up, so that no average exceeds its peak while an
/// account's first hour is under way.
std::int64_t hours_of(Window window) {
  return window.empty() ? 0
                        : (window.to - window.from + hours{1} - Instant::duration{1}) / hours{1};
}

std::int64_t greatest(const std::vector<std::int64_t>& counts) {
  return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

/// The window's edge may cut an hour in two. Some hour of the window still holds the mean at least,
/// so a peak is never put below it.
std::int64_t peak(const std::vector<std::int64_t>& counts, std::int64_t total,
                  std::int64_t periods) {
  const std::int64_t mean = periods == 0 ? 0 : (total + periods - 1) / periods;
  return std::max(greatest(counts), mean);
}

}  // namespace

void append_summary(std::string& out, const UsageView& view,
                    const std::vector<std::int64_t>& minutes) {
  const Tally& total = view.total;
  const std::int64_t hour_count = hours_of(view.window);
  const auto by_hour = requests_by_bucket(view.selection, Series(view.window, Granularity::kHour));
  out += '{';
  append_member(out, "totalRequests", total.requests);
  append_member(out, "successfulRequests", total.requests - total.failed);
  append_member(out, "failedRequests", total.failed);
  append_hundredths(out, "successRate", success_rate(total));
  if (view.query.include_latency) {
    append_hundredths(out, "averageLatency", average(total.latency_ms, total.requests));
    append_member(out, "peakLatency", peak_latency_ms(view.selection, view.window));
  }
  append_hundredths(out, "requestsPerMinute", average(total.requests, hour_count * 60));
  append_hundredths(out, "requestsPerHour", average(total.requests, hour_count));
  append_hundredths(out, "requestsPerDay", average(total.requests * 24, hour_count));
  append_member(out, "peakRequestsPerMinute", peak(minutes, total.requests, hour_count * 60));
  append_member(out, "peakRequestsPerHour", peak(by_hour, total.requests, hour_count));
  append_member(out, "dataTransferred", total.bytes);
  append_hundredths(out, "averageDataPerRequest", average(total.bytes, total.requests));
  out += '}';
}

}  // namespace mockmeter::zkscore
