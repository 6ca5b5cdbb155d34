#pragma once

#include "server/metering/window.h"

namespace mockmeter::openai {

/// The buckets of an answer: the first begins at `from`, the last ends at `to`, and all edges
/// between are those of `width`. None when `from` is not before `to`.
struct Layout {
  Instant from;
  Instant to;
  Granularity width = Granularity::kDay;

  /// The end of the bucket that begins at `begin`.
  Instant end_of(Instant begin) const;
  /// Whether a bucket other than the first begins there.
  bool is_edge(Instant begin) const;
};

/// The next edge of `width` at or after `instant`.
Instant ceil_to(Instant instant, Granularity width);

}  // namespace mockmeter::openai
