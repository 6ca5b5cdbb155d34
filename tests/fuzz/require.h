#pragma once

#include <cstdlib>

namespace mockmeter::fuzz {

/// A property that must hold for every input; ends the program where it does not, so that libFuzzer
/// keeps the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace mockmeter::fuzz
