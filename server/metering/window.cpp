#include "server/metering/window.h"

#include <algorithm>

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

sys_days start_of_month(sys_days day) {
  const year_month_day date{day};
  return sys_days{date.year() / date.month() / 1};
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
      return start_of_month(floor<days>(instant));
  }
  return instant;
}

Instant next_bucket(Instant start, Granularity granularity) {
  switch (granularity) {
    case Granularity::kMinute:
      return start + std::chrono::minutes{1};
    case Granularity::kHour:
      return start + std::chrono::hours{1};
    case Granularity::kDay:
      return start + days{1};
    case Granularity::kWeek:
      return start + days{7};
    case Granularity::kMonth:
      return sys_days{year_month_day{floor<days>(start)} + months{1}};
  }
  return start;
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
