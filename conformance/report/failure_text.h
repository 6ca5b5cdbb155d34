#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// Sentences that a report shows of a case; `explain` has them all.
inline constexpr std::size_t kMostRequirements = 3;

/// Of the column with the words in front; each is shorter.
inline constexpr std::size_t kLabelWidth = 13;

/// A word in front and what it says.
struct FailureLine {
  std::string label;  ///< "expected"
  std::string text;
};

/// What there is to say of a case that missed something, from its event, always in this order:
/// requirement and source, expected, actual, difference, wire, curl, looks like, baseline.
std::vector<FailureLine> failure_lines(const Json& event);

/// The same for a page without colours, one line each.
std::string failure_text(const Json& event);

/// The first thing that was missed, in one line.
std::string failure_summary(const Json& event);

}  // namespace mockmeter::conformance
