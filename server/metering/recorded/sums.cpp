#include "server/metering/recorded/sums.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace mockmeter {
namespace {

constexpr std::int64_t kMostCounted = std::numeric_limits<std::int64_t>::max();

std::int64_t count_of(std::uint64_t value) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(value, kMostCounted));
}

/// The last step that has begun; null before the first.
template <typename Steps>
auto last_begun(const Steps& steps, Instant instant) -> decltype(&steps.front()) {
  const auto next = std::ranges::upper_bound(steps, instant, {},
                                             [](const auto& each) { return each.window.from; });
  return next == steps.begin() ? nullptr : &*std::prev(next);
}

}  // namespace

std::int64_t portion_of(std::int64_t value, std::int64_t part, std::int64_t whole) {
  return static_cast<std::int64_t>(static_cast<UInt128>(value) * static_cast<UInt128>(part) /
                                   static_cast<UInt128>(whole));
}

std::int64_t dealt(std::span<const std::int64_t> counts, std::size_t kind, std::int64_t count) {
  std::int64_t rest =
      std::accumulate(counts.begin(), counts.end(), std::int64_t{0}, saturating_add<std::int64_t>);
  count = std::min(count, rest);
  // Each kind takes its share of what those before it left, so that they add up.
  for (std::size_t k = 0; k < kind && rest > 0; ++k) {
    count -= portion_of(counts[k], count, rest);
    rest -= counts[k];
  }
  return rest > 0 ? portion_of(counts[kind], count, rest) : 0;
}

std::int64_t passed(Window window, Instant instant, std::int64_t count) {
  const std::int64_t whole = unix_seconds(window.to) - unix_seconds(window.from);
  const std::int64_t part = unix_seconds(instant) - unix_seconds(window.from);
  return whole > 0 ? portion_of(count, std::clamp(part, std::int64_t{0}, whole), whole) : count;
}

void RecordedSums::add(const RecordedBucket& bucket, std::int64_t generated_from,
                       std::int64_t generated_to) {
  const std::int64_t from = corrected(bucket.window.from, generated_from);
  steps_.push_back({bucket.window, count_of(bucket.value), generated_from, generated_to, from});
}

std::int64_t RecordedSums::corrected(Instant instant, std::int64_t generated) const {
  const Step* step = last_begun(steps_, instant);
  if (step == nullptr) return generated;
  if (instant >= step->window.to) {
    return saturating_add(saturating_add(step->from, step->value),
                          std::max<std::int64_t>(generated - step->generated_to, 0));
  }
  const std::int64_t whole = step->generated_to - step->generated_from;
  const std::int64_t reached =
      whole > 0
          ? portion_of(step->value,
                       std::clamp<std::int64_t>(generated - step->generated_from, 0, whole), whole)
          : passed(step->window, instant, step->value);
  return saturating_add(step->from, reached);
}

std::vector<RecordedSplit::Step> RecordedSplit::steps_of(
    const std::vector<const RecordedCounter*>& kinds) {
  std::vector<Step> steps;
  const auto known = std::ranges::find_if(kinds, [](const auto* each) { return each != nullptr; });
  if (known == kinds.end()) return steps;
  for (std::size_t i = 0; i < (*known)->buckets().size(); ++i) {
    Step& step = steps.emplace_back(Step{.window = (*known)->buckets()[i].window, .values = {}});
    for (const RecordedCounter* kind : kinds) {
      step.values.push_back(kind == nullptr ? 0 : count_of(kind->buckets().at(i).value));
    }
  }
  return steps;
}

const RecordedSplit::Step* RecordedSplit::step_before(Instant instant) const {
  return last_begun(steps_, instant);
}

std::int64_t RecordedSplit::within(const Step& step, std::size_t kind, Instant instant,
                                   std::int64_t whole) {
  const std::int64_t all = std::accumulate(step.values.begin(), step.values.end(), std::int64_t{0},
                                           saturating_add<std::int64_t>);
  const std::int64_t length = step.whole_to - step.whole_from;
  const std::int64_t reached =
      length > 0
          ? portion_of(all, std::clamp<std::int64_t>(whole - step.whole_from, 0, length), length)
          : passed(step.window, instant, all);
  return dealt(step.values, kind, reached);
}

}  // namespace mockmeter
