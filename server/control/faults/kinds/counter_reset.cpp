#include <algorithm>

#include "server/control/faults/kinds/change.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {
namespace {

/// What stands for `value` in the bucket that is counted from: the member of the same name, or the
/// element with the same metric_name.
const Json* counterpart(const Json& value, const Json& among) {
  if (!among.is_array() || !value.is_object() || !value.contains("metric_name")) return nullptr;
  const auto found = std::find_if(among.begin(), among.end(), [&](const Json& element) {
    return element.value("metric_name", Json()) == value["metric_name"];
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
  return change_series(target, [](Json& buckets, const SeriesPath&) {
    const Json base = buckets[middle_of(buckets)];
    for (std::size_t i = middle_of(buckets); i < buckets.size(); ++i) count_from(buckets[i], base);
  });
}

}  // namespace mockmeter::faults
