#include "server/metering/window.h"

#include <algorithm>
#include <array>

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days start_of_week(sys_days day) {
  const std::chrono::weekday weekday{day};
  return day - days{weekday.iso_encoding() - 1};
}

std::chrono::year_month month_holding(Instant instant) {
  const year_month_day date{floor<days>(instant)};
  return date.year() / date.month();
}

/// Of every bucket but a month, which has no fixed length.
std::chrono::seconds length_of(Granularity granularity) {
  constexpr std::array<std::chrono::seconds, 4> kLengths{std::chrono::minutes{1},
                                                         std::chrono::hours{1}, days{1}, days{7}};
  return kLengths.at(static_cast<std::size_t>(granularity));
}

}  // namespace

Window intersect(Window a, Window b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }

Instant floor_to(Instant instant, Granularity granularity) {
  switch (granularity) {
    case Granularity::kMinute:
      return floor<std::chrono::minutes>(instant);
    case Granularity::kHour:
      return floor<std::chrono::hours>(instant);
    case Granularity::kDay:
      return floor<days>(instant);
    case Granularity::kWeek:
      return start_of_week(floor<days>(instant));
    case Granularity::kMonth:
      return sys_days{month_holding(instant) / 1};
  }
  return instant;
}

Instant next_bucket(Instant start, Granularity granularity, std::int64_t count) {
  if (granularity != Granularity::kMonth) return start + count * length_of(granularity);
  return sys_days{year_month_day{floor<days>(start)} + months{count}};
}

std::int64_t count_buckets(Instant first, Instant last, Granularity granularity) {
  if (granularity != Granularity::kMonth) return (last - first) / length_of(granularity);
  return (month_holding(last) - month_holding(first)).count();
}

std::vector<Window> buckets_touching(Window window, Granularity granularity) {
  std::vector<Window> buckets;
  if (window.empty()) return buckets;
  for (Instant start = floor_to(window.from, granularity); start < window.to;) {
    const Instant next = next_bucket(start, granularity);
    buckets.push_back({start, next});
    start = next;
  }
  return buckets;
}

std::vector<Instant> points_before(Instant last, std::chrono::nanoseconds interval,
                                   std::size_t count) {
  std::vector<Instant> points(count);
  Instant point = last;
  for (auto it = points.rbegin(); it != points.rend(); ++it, point -= interval) *it = point;
  return points;
}

Window month_of(Instant instant) {
  const Instant start = floor_to(instant, Granularity::kMonth);
  return {start, next_bucket(start, Granularity::kMonth)};
}

}  // namespace mockmeter
