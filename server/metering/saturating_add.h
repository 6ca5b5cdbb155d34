#pragma once

#include <concepts>
#include <limits>

namespace mockmeter {

/// a + b, which are not negative; the largest number where the sum does not fit.
template <std::integral Integer>
constexpr Integer saturating_add(Integer a, Integer b) {
  constexpr Integer kMax = std::numeric_limits<Integer>::max();
  return a > kMax - b ? kMax : a + b;
}

}  // namespace mockmeter
