#include <algorithm>
#include <chrono>
#include <string>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

/// A bucket's stamp: unix seconds, RFC 3339, or as Go prints a time ("2026-05-20 11:01:00.7 +0000
/// UTC").
std::optional<Instant> stamp_of(const Json& bucket, std::string_view member) {
  const Json stamp = bucket.value(std::string(member), Json());
  if (stamp.is_number_integer()) {
    return from_unix_seconds(
        std::clamp(stamp.get<std::int64_t>(), unix_seconds(kEarliest), unix_seconds(kLatest)));
  }
  auto text = stamp.is_string() ? stamp.get<std::string>() : std::string();
  constexpr std::string_view kGoZone = " +0000 UTC";
  if (text.ends_with(kGoZone)) {
    text.replace(text.size() - kGoZone.size(), kGoZone.size(), "Z");
    text[text.find(' ')] = 'T';
  }
  return parse_rfc3339(text);
}

/// When bucket `i` began. Where stamps are ends, that is its neighbour's; the first one is as long
/// as the second.
std::optional<Instant> begin_of(const Json& buckets, std::size_t i, const SeriesPath& series) {
  const auto stamp = stamp_of(buckets[i], series.time_member);
  if (!stamp || !series.is_end) return stamp;
  if (i > 0) return stamp_of(buckets[i - 1], series.time_member);
  if (buckets.size() < 2) return std::nullopt;
  const auto next = stamp_of(buckets[1], series.time_member);
  return next ? std::optional(*stamp - (*next - *stamp)) : std::nullopt;
}

}  // namespace

bool late_data(const FaultTarget& target) {
  const Instant arrived = target.context.now - std::chrono::milliseconds(target.fault.number);
  return change_series(target, [arrived](Json& buckets, const SeriesPath& series) {
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      const auto begin = begin_of(buckets, i, series);
      if (!begin || *begin < arrived) continue;
      for_each_value(buckets[i], series, [](Json& number) { number = 0; });
    }
  });
}

}  // namespace mockmeter::faults
