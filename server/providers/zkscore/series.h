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
  BucketRange(Window window, Granularity granularity);

  std::size_t size() const { return size_; }
  Granularity granularity() const { return granularity_; }
  Window window() const { return window_; }
  /// `index` < size(). O(1); for months O(index).
  Window at(std::size_t index) const;
  Instant end_of(std::size_t index) const { return std::min(start_of(index + 1), window_.to); }
  /// The bucket that holds `instant`: the first when it lies before the window.
  std::size_t index_of(Instant instant) const;

 private:
  Instant start_of(std::size_t index) const {
    return step_.count() != 0 ? first_ + step_ * static_cast<std::int64_t>(index)
                              : start_of_month(index);
  }
  Instant start_of_month(std::size_t index) const;

  Window window_;
  Granularity granularity_;
  Instant first_;                     // aligned start of the first bucket, maybe before window_
  std::chrono::nanoseconds step_{0};  // 0 for months, whose lengths differ
  std::size_t size_ = 0;
};

/// The indices of one page when the items are sorted by `keys`, ties by index ascending. O(n).
std::vector<std::size_t> sorted_page(const std::vector<std::int64_t>& keys, bool descending,
                                     Page page);

}  // namespace mockmeter::zkscore
