#include "server/providers/openai/buckets.h"

#include <algorithm>

namespace mockmeter::openai {

Instant Layout::end_of(Instant begin) const {
  return std::min(next_bucket(floor_to(begin, width), width), to);
}

bool Layout::is_edge(Instant begin) const {
  return begin > from && begin < to && floor_to(begin, width) == begin;
}

Instant ceil_to(Instant instant, Granularity width) {
  const Instant floor = floor_to(instant, width);
  return floor == instant ? instant : next_bucket(floor, width);
}

}  // namespace mockmeter::openai
