#include "server/control/series.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "base/text/json_pointer.h"
#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

/// An end may be written a fraction of a second early, and the next bucket begins with the second.
std::optional<Instant> second_behind(std::optional<Instant> stamp) {
  if (!stamp) return std::nullopt;
  return Instant(std::chrono::ceil<std::chrono::seconds>(*stamp));
}

/// When bucket `i` began. Where stamps are ends, that is its neighbour's; the first one is as long
/// as the second.
std::optional<Instant> begin_of(const Json& buckets, std::size_t i, const SeriesPath& series) {
  const auto stamp = time_of_bucket(buckets[i], series.time_member);
  if (!stamp || !series.is_end) return stamp;
  if (i > 0) return second_behind(time_of_bucket(buckets[i - 1], series.time_member));
  if (buckets.size() < 2) return std::nullopt;
  const auto next = time_of_bucket(buckets[1], series.time_member);
  return next ? std::optional(*stamp - (*next - *stamp)) : std::nullopt;
}

/// Whether two elements of lists are about the same: they share every text, flag and null.
bool is_about_the_same(const Json& one, const Json& other) {
  if (!one.is_object() || !other.is_object()) return false;
  const auto items = one.items();
  return std::ranges::all_of(items, [&](const auto& member) {
    const Json& value = member.value();
    return value.is_structured() || value.is_number() ||
           (other.contains(member.key()) && other[member.key()] == value);
  });
}

/// What stands for `value` in the bucket that is counted from.
const Json* counterpart(const Json& value, const Json& among) {
  if (!among.is_array()) return nullptr;
  const auto found = std::ranges::find_if(
      among, [&](const Json& element) { return is_about_the_same(value, element); });
  return found == among.end() ? nullptr : &*found;
}

Json less(const Json& number, const Json& base) {
  if (number.is_number_float() || base.is_number_float()) {
    return std::max(0.0, number.get<double>() - base.get<double>());
  }
  return std::max<std::int64_t>(0, number.get<std::int64_t>() - base.get<std::int64_t>());
}

/// Subtracts the numbers of `base` from those of `value`; what has none there stays.
void count_from(Json& value, const Json& base) {
  if (value.is_number() && base.is_number()) {
    value = less(value, base);
  } else if (value.is_object() && base.is_object()) {
    for (auto& [name, member] : value.items()) {
      if (base.contains(name)) count_from(member, base[name]);
    }
  } else if (value.is_array()) {
    for (Json& element : value) {
      if (const Json* same = counterpart(element, base)) count_from(element, *same);
    }
  }
}

}  // namespace

// Source: a vendor's documented example has a series that is null as a whole.
bool null_series(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath&) { buckets = nullptr; });
}

// Observed: a vendor's own client says of the final point "last one can be null", and drops points
// without x or y.
bool null_point(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath& series) {
    for_each_value(buckets.back(), series, [](Json& number) { number = nullptr; });
  });
}

bool missing_bucket(const FaultTarget& target) {
  return change_series(target,
                       [](Json& buckets, const SeriesPath&) { buckets.erase(middle_of(buckets)); });
}

bool duplicate_bucket(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath&) {
    const auto middle = buckets.begin() + static_cast<std::ptrdiff_t>(middle_of(buckets));
    const Json twice = *middle;
    buckets.insert(middle, twice);
  });
}

bool unsorted(const FaultTarget& target) {
  return change_series(
      target, [](Json& buckets, const SeriesPath&) { std::swap(buckets.front(), buckets.back()); });
}

bool late_data(const FaultTarget& target) {
  const Instant arrived = target.context.now - std::chrono::milliseconds(target.fault.number);
  return change_series(target, [arrived](Json& buckets, const SeriesPath& series) {
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      const auto begin = begin_of(buckets, i, series);
      if (!begin || *begin < arrived) continue;
      for_each_value(buckets[i], series, [](Json& number) { number = 0; });
    }
  });
}

bool counter_reset(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath& series) {
    const auto middle = resolve_pattern(buckets[middle_of(buckets)], series.values);
    const Json base = middle.empty() ? Json() : *middle.back().value;
    for (std::size_t i = middle_of(buckets); i < buckets.size(); ++i) {
      for (const auto& match : resolve_pattern(buckets[i], series.values)) {
        count_from(*match.value, base);
      }
    }
  });
}

}  // namespace mockmeter::faults
