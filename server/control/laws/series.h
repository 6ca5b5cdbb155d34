#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/core/instant.h"
#include "server/core/json.h"

namespace mockmeter::laws {

using Amounts = std::map<std::string, std::int64_t>;  ///< by the name on the wire

struct Bucket {
  Instant from;
  Instant to;
  Amounts amounts;
};

/// The buckets of one thing in one answer, whatever the vendor calls them.
struct Series {
  std::string name;     ///< what they belong to
  std::string request;  ///< that they answer
  std::vector<Bucket> buckets;
  bool says_ends = false;  ///< the end of a bucket is in the answer, not deduced
};

/// Two granularities of the same thing; and one granularity asked for twice.
struct Ladder {
  Series fine;
  Series coarse;
};
struct Overlap {
  Series one;
  Series other;
};

/// In order of time, so that what is out of order is one law's concern only.
Series sorted(Series series);

/// The integers of an object, without the members that are none.
Amounts amounts_of(const Json& bucket);
Amounts sum_of(const std::vector<Bucket>& buckets);
/// Those buckets that begin in [from, to).
std::vector<Bucket> beginning_in(const Series& series, Instant from, Instant to);

}  // namespace mockmeter::laws
