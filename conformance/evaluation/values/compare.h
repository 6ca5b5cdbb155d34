#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// How much of what was asked a client reports.
struct Coverage {
  std::vector<std::string>
      not_modelled;        ///< JSON Pointers, each once; of an array's items the first
  std::size_t judged = 0;  ///< values that were there to be judged

  void miss(const std::string& pointer);
};

/// Two values that were to be the same.
struct Comparison {
  std::chrono::nanoseconds time_resolution{1};
  /// Whether a text may come back as the instant, the truth or the number that it stands for.
  bool by_meaning = false;
  Coverage* coverage = nullptr;  ///< never null
};

/// The first place where `actual` is not `expected`; empty when there is none. Numbers compare
/// exactly, as decimals, and may be texts; members compare by folded names; what `actual` has in
/// addition does not count; null equals absent where null is expected, and elsewhere a member that
/// is absent is not modelled. The depth of the recursion is that of `expected`, which is ours.
std::optional<Check> find_difference(const Json& expected, const Json& actual,
                                     const std::string& pointer, const Comparison& how);

}  // namespace mockmeter::conformance
