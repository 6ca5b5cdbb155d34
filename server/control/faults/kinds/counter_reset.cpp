#include <algorithm>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

/// Whether two elements of lists are about the same: they share every text, flag and null.
bool is_about_the_same(const Json& one, const Json& other) {
  if (!one.is_object() || !other.is_object()) return false;
  const auto items = one.items();
  return std::all_of(items.begin(), items.end(), [&](const auto& member) {
    const Json& value = member.value();
    return value.is_structured() || value.is_number() ||
           (other.contains(member.key()) && other[member.key()] == value);
  });
}

/// What stands for `value` in the bucket that is counted from.
const Json* counterpart(const Json& value, const Json& among) {
  if (!among.is_array()) return nullptr;
  const auto found = std::find_if(among.begin(), among.end(), [&](const Json& element) {
    return is_about_the_same(value, element);
  });
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

bool counter_reset(const FaultTarget& target) {
  return change_series(target, [](Json& buckets, const SeriesPath& series) {
    Json base;
    for_each_at(buckets[middle_of(buckets)], series.values, [&](Json& values) { base = values; });
    for (std::size_t i = middle_of(buckets); i < buckets.size(); ++i) {
      for_each_at(buckets[i], series.values, [&](Json& values) { count_from(values, base); });
    }
  });
}

}  // namespace mockmeter::faults
