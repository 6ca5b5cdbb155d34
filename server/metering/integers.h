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

/// a * b, which are not negative; the largest number where the product does not fit.
template <std::integral Integer>
constexpr Integer saturating_multiply(Integer a, Integer b) {
  constexpr Integer kMax = std::numeric_limits<Integer>::max();
  return b != 0 && a > kMax / b ? kMax : a * b;
}

/// Room for exact products of 64-bit numbers. GCC and clang on 64-bit machines.
__extension__ typedef unsigned __int128 UInt128;

}  // namespace mockmeter
