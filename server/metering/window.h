#pragma once

#include <cstdint>
#include <vector>

#include "base/time/instant.h"

namespace mockmeter {

/// The length of a bucket. All are UTC-aligned; weeks begin on Monday (ISO 8601).
enum class Granularity { kMinute, kHour, kDay, kWeek, kMonth };

/// Half-open: [from, to). Empty when from >= to.
struct Window {
  Instant from;
  Instant to;
  bool empty() const { return from >= to; }
  bool operator==(const Window&) const = default;
};

/// The part that two windows share; empty when they do not touch.
Window intersect(Window a, Window b);

/// The start of the bucket that holds `instant`. Rounds down, before 1970 too.
Instant floor_to(Instant instant, Granularity granularity);

/// The start of the bucket that is `count` buckets later. `start` must be aligned to `granularity`.
Instant next_bucket(Instant start, Granularity granularity, std::int64_t count = 1);

/// How many buckets begin in [first, last), which are aligned to `granularity`.
std::int64_t count_buckets(Instant first, Instant last, Granularity granularity);

/// The aligned buckets that touch `window`, ascending, not clipped to it.
std::vector<Window> buckets_touching(Window window, Granularity granularity);

/// `count` instants, `interval` apart, ascending, the last one being `last`.
/// n x interval: a point at x stands for (x - interval, x].
std::vector<Instant> points_before(Instant last, std::chrono::nanoseconds interval,
                                   std::size_t count);

/// The calendar month (UTC) that holds `instant`.
Window month_of(Instant instant);

}  // namespace mockmeter
