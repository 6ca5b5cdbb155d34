#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/run_record.h"

namespace mockmeter::conformance {

/// Sentences that a report shows of a case; `explain` has them all.
inline constexpr std::size_t kMostRequirements = 3;

/// Of the column with the words in front; each is shorter.
inline constexpr std::size_t kLabelWidth = 15;

enum class LineKind {
  kRequirement,
  kSource,
  kMore,
  kExpected,
  kActual,
  kDifference,
  kReason,
  kCall,
  kWire,
  kCurl,
  kLikelyCause,
  kKnownFailing,
};

/// A line about a case that failed an assertion.
struct FailureLine {
  LineKind kind;
  std::string text;

  std::string_view label() const;  ///< the words in front: "expected"
};

/// Describes a case that missed something, in the order of LineKind.
std::vector<FailureLine> failure_lines(const CaseResult& result);

/// The same for a page without colours, one line each.
std::string failure_text(const CaseResult& result);

/// The first thing that was missed, in one line.
std::string failure_summary(const CaseResult& result);

/// How many cases ended with this verdict, by their reason.
std::map<std::string, std::size_t> count_reasons(const RunRecord& run, Verdict verdict);

}  // namespace mockmeter::conformance
