#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/evaluation/values/decimal.h"
#include "conformance/evaluation/values/moment.h"
#include "conformance/model/json.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// A name without case, '_' and '-': "dailyRequests" and "daily_requests" are one.
std::string normalized_name(std::string_view name);

/// The member of that name, or the first that folds to the same; null when there is none.
const Json* find_member(const Json& object, std::string_view name);

/// The number that a value stands for: a number, or the text of one.
std::optional<Decimal> as_decimal(const Json& value);

/// The instant that a value stands for: a text, or seconds to nanoseconds since 1970 as a number or
/// as the text of one.
std::optional<Timestamp> as_moment(const Json& value);

/// The truth that a value stands for: a boolean, or "true" or "false" in any case.
std::optional<bool> as_truth(const Json& value);

/// How much of what was asked a client reports.
struct Coverage {
  std::vector<std::string> unreported;  ///< JSON Pointers, each once; of an array's items the first
  std::size_t evaluated = 0;            ///< values that were there to be evaluated

  void miss(const std::string& pointer);
};

/// Two values that were to be the same.
struct CompareOptions {
  std::chrono::nanoseconds time_resolution{1};
  /// Whether a text may come back as the instant, the truth or the number that it stands for.
  bool by_meaning = false;
  Coverage* coverage = nullptr;  ///< never null
};

/// The first place where `actual` is not `expected`; empty when there is none. Numbers compare
/// exactly, as decimals, and may be texts; members compare by folded names; what `actual` has in
/// addition does not count; null equals absent where null is expected, and elsewhere a member that
/// is absent is not modelled. The depth of the recursion is that of `expected`, which is ours.
std::optional<Assertion> find_difference(const Json& expected, const Json& actual,
                                         const std::string& pointer, const CompareOptions& how);

/// What stands at a place in what a client reports, and in what it was served.
struct LookupResult {
  const Json* actual = nullptr;  ///< null: it is not modelled
  const Json* served = nullptr;  ///< null: nothing was served there, or nobody knows what
  std::string missing;           ///< the pointer of the first member that is not modelled
  /// An array is too short for the place or not as long as the one that was served, or a plain
  /// value stands where members or items do.
  std::optional<Assertion> broken;
};

/// Follows a pointer by folded names. A member that is missing is not modelled, and so is a name
/// asked of an array: the client unwraps what surrounds it. A null on the way is reported as it is:
/// JSON makes null of NaN and of an invalid date, so it is no sign that a member is not modelled.
/// The places outlive the result.
LookupResult find(const Json& reported, const Json* served, std::string_view pointer);

}  // namespace mockmeter::conformance
