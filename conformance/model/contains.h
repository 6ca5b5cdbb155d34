#pragma once

#include <algorithm>

namespace mockmeter::conformance {

/// Whether one of the items equals `value`.
template <typename Items, typename Value>
bool contains(const Items& items, const Value& value) {
  return std::find(items.begin(), items.end(), value) != items.end();
}

}  // namespace mockmeter::conformance
