#include "conformance/drift/series.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text/json_pointer.h"
#include "conformance/check/assertions.h"

namespace mockmeter::conformance::drift {
namespace {

constexpr std::size_t kMinSpaced = 4;  // with two gaps that are not at the edges

/// Empty when one has no time.
std::vector<Timestamp> times_of(const Json& buckets, const std::string& member) {
  std::vector<Timestamp> times;
  for (const Json& bucket : buckets) {
    const auto time = assertion::time_in(bucket, member);
    if (!time) return {};
    times.push_back(*time);
  }
  return times;
}

/// Whether two neighbors are farther apart than usual. The first and the last bucket of a range may
/// be cut, and months differ.
bool has_gap(const std::vector<Timestamp>& times) {
  std::vector<Timestamp::duration> steps;
  for (std::size_t index = 1; index < times.size(); ++index) {
    steps.push_back(times[index] - times[index - 1]);
  }
  auto sorted = steps;
  std::ranges::sort(sorted);
  const auto usual = sorted[sorted.size() / 2];
  return sorted.back() > usual + usual / 2;
}

SeriesFacts facts_of(std::vector<Timestamp> times) {
  SeriesFacts facts;
  facts.ordered = 1;
  if (!std::ranges::is_sorted(times)) facts.unsorted = 1;
  std::ranges::sort(times);
  const auto again = std::unique(times.begin(), times.end());
  if (again != times.end()) facts.repeated = 1;
  times.erase(again, times.end());
  if (times.size() < kMinSpaced) return facts;
  facts.spaced = 1;
  if (has_gap(times)) facts.gapped = 1;
  return facts;
}

}  // namespace

void merge(SeriesFacts& into, const SeriesFacts& from) {
  into.ordered += from.ordered;
  into.unsorted += from.unsorted;
  into.repeated += from.repeated;
  into.spaced += from.spaced;
  into.gapped += from.gapped;
}

SeriesFacts series_facts(const Json& body, std::span<const SeriesPath> paths) {
  SeriesFacts facts;
  for (const SeriesPath& path : paths) {
    for (const auto& match : resolve_pattern(body, path.path)) {
      if (!match.value->is_array()) continue;
      auto times = times_of(*match.value, std::string(path.time_member));
      if (times.size() > 1) merge(facts, facts_of(std::move(times)));
    }
  }
  return facts;
}

}  // namespace mockmeter::conformance::drift
