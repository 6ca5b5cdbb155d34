#pragma once

#include <string>
#include <utility>

#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// A check that has no name yet: whoever asked for it knows the place. The difference is kept only
/// when there is one.
inline Check opinion(bool passed, std::string expected, std::string actual,
                     std::string difference = {}) {
  return {{},
          passed,
          std::move(expected),
          std::move(actual),
          passed ? std::string() : std::move(difference)};
}

inline Check named(std::string name, Check check) {
  check.name = std::move(name);
  return check;
}

}  // namespace mockmeter::conformance
