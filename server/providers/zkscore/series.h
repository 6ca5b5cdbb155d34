#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/metering/window.h"
#include "server/providers/zkscore/parameters.h"

namespace mockmeter::zkscore {

/// The UTC-aligned buckets of a window, ascending, clipped at its edges. A bucket that would be
/// empty because the window ends where it starts is not one of them. Nothing is stored per bucket.
class BucketRange {
 public:
  BucketRange(Window window, Granularity granularity)
      : window_(window),
        granularity_(granularity),
        first_(floor_to(window.from, granularity)),
        size_(window.empty() ? 0 : index_of(window.to - Instant::duration{1}) + 1) {}

  std::size_t size() const { return size_; }
  Granularity granularity() const { return granularity_; }
  Window window() const { return window_; }
  /// `index` < size().
  Window at(std::size_t index) const {
    return intersect({start_of(index), start_of(index + 1)}, window_);
  }
  Instant end_of(std::size_t index) const { return std::min(start_of(index + 1), window_.to); }
  /// The bucket that holds `instant`: the first when it lies before the window.
  std::size_t index_of(Instant instant) const {
    const Instant start = floor_to(std::max(instant, window_.from), granularity_);
    return static_cast<std::size_t>(count_buckets(first_, start, granularity_));
  }

 private:
  Instant start_of(std::size_t index) const {
    return next_bucket(first_, granularity_, static_cast<std::int64_t>(index));
  }

  Window window_;
  Granularity granularity_;
  Instant first_;  // aligned start of the first bucket, maybe before window_
  std::size_t size_ = 0;
};

/// The indices of one page when the items are sorted by `keys`, ties by index ascending. O(n).
std::vector<std::size_t> sorted_page(const std::vector<std::int64_t>& keys, bool descending,
                                     Page page);

}  // namespace mockmeter::zkscore
