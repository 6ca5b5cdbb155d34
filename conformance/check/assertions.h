#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "conformance/check/probe_context.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Evaluates one assertion of a probe: {"assert": "length", "at": "/days", "is": 31}. One that
/// looks at many places says one thing of all of them, and names the first that breaks it. Where
/// there is nothing to look at, it fails. Throws std::invalid_argument when it is not written as
/// its row in the tables tells.
Assertion evaluate_assertion(const Json& assertion, const ProbeContext& context);

}  // namespace mockmeter::conformance

// What the assertions of probes have in common.
namespace mockmeter::conformance::assertion {

using AssertionRow = Rule<Assertion, ProbeContext>;

/// The tables, each in a file of its own name.
std::span<const AssertionRow> response_assertions();
std::span<const AssertionRow> time_assertions();
std::span<const AssertionRow> number_assertions();

/// Fails because there is nothing at a place.
inline Assertion nothing_at(const Selected& selected, const std::string& expected) {
  return with_name(selected.name(), make_assertion(false, expected, "nothing is there"));
}

/// What is wrong at a place.
struct Defect {
  std::string actual;
  std::string difference{};
  std::string below{};  ///< where exactly, from the place on: "/3"
};
using Found = std::optional<Defect>;
using FindDefect = std::function<Found(const Json& value, const StepResponse& from)>;

/// Looks at each place that the member `at` selects; the first defect fails.
Assertion check_places(const Json& assertion, const ProbeContext& context,
                       const std::string& expected, const FindDefect& find_defect);

/// The time that a member of an item says; empty when it says none.
std::optional<Timestamp> time_in(const Json& item, const std::string& name);

}  // namespace mockmeter::conformance::assertion
