#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// What stands at a place in what a client reports, and in what it was served.
struct Found {
  const Json* actual = nullptr;  ///< null: it is not modelled
  const Json* served = nullptr;  ///< null: nothing was served there, or nobody knows what
  std::string missing;           ///< the pointer of the first member that is not modelled
  /// An array is too short for the place or not as long as the one that was served, or a plain
  /// value stands where members or items do.
  std::optional<Check> broken;
};

/// Follows a pointer by folded names. A member that is missing is not modelled, and so is a name
/// asked of an array: the client unwraps what surrounds it. A null on the way is reported as it is:
/// JSON makes null of NaN and of an invalid date, so it is no sign that a member is not modelled.
/// The places outlive the result.
Found find(const Json& reported, const Json* served, std::string_view pointer);

}  // namespace mockmeter::conformance
