#include "server/control/laws/series.h"

#include <algorithm>
#include <iterator>

namespace mockmeter::laws {

Series sorted(Series series) {
  std::stable_sort(series.buckets.begin(), series.buckets.end(),
                   [](const Bucket& a, const Bucket& b) { return a.from < b.from; });
  return series;
}

Amounts amounts_of(const Json& bucket) {
  Amounts amounts;
  for (const auto& [name, value] : bucket.items()) {
    if (value.is_number_integer()) amounts[name] = value.get<std::int64_t>();
  }
  return amounts;
}

Amounts sum_of(const std::vector<Bucket>& buckets) {
  Amounts sums;
  for (const Bucket& bucket : buckets) {
    for (const auto& [name, amount] : bucket.amounts) sums[name] += amount;
  }
  return sums;
}

std::vector<Bucket> beginning_in(const Series& series, Instant from, Instant to) {
  std::vector<Bucket> chosen;
  std::copy_if(series.buckets.begin(), series.buckets.end(), std::back_inserter(chosen),
               [&](const Bucket& bucket) { return bucket.from >= from && bucket.from < to; });
  return chosen;
}

}  // namespace mockmeter::laws
