#include "server/providers/zkscore/series.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace mockmeter::zkscore {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;

/// By Granularity; a month has no fixed length.
constexpr std::array<nanoseconds, 5> kSteps{std::chrono::minutes{1}, hours{1}, hours{24},
                                            hours{24 * 7}, nanoseconds{0}};

std::size_t count_buckets(Instant first, Instant to, nanoseconds step, Granularity granularity) {
  if (step.count() != 0) {
    return static_cast<std::size_t>((to - first + step - nanoseconds{1}) / step);
  }
  std::size_t count = 0;
  for (Instant start = first; start < to; start = next_bucket(start, granularity)) {
    ++count;
  }
  return count;
}

}  // namespace

BucketRange::BucketRange(Window window, Granularity granularity)
    : window_(window),
      granularity_(granularity),
      first_(floor_to(window.from, granularity)),
      step_(kSteps.at(static_cast<std::size_t>(granularity))),
      size_(window.empty() ? 0 : count_buckets(first_, window.to, step_, granularity)) {}

Instant BucketRange::start_of_month(std::size_t index) const {
  Instant start = first_;
  for (std::size_t i = 0; i < index; ++i) {
    start = next_bucket(start, granularity_);
  }
  return start;
}

std::size_t BucketRange::index_of(Instant instant) const {
  if (instant <= window_.from || step_.count() == 0) {
    return 0;
  }
  return static_cast<std::size_t>((instant - first_) / step_);
}

Window BucketRange::at(std::size_t index) const {
  return intersect({start_of(index), start_of(index + 1)}, window_);
}

std::vector<std::size_t> sorted_page(const std::vector<std::int64_t>& keys, bool descending,
                                     Page page) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&keys, descending](std::uint32_t a, std::uint32_t b) {
    if (keys[a] != keys[b]) {
      return descending ? keys[a] > keys[b] : keys[a] < keys[b];
    }
    return a < b;
  };
  const auto begin = order.begin() + static_cast<std::ptrdiff_t>(page.begin);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(page.end);
  if (page.begin > 0) {
    std::nth_element(order.begin(), begin, order.end(), before);
  }
  std::partial_sort(begin, end, order.end(), before);
  return {begin, end};
}

}  // namespace mockmeter::zkscore
