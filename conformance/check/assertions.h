#pragma once

#include "conformance/check/probe_context.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Evaluates one assertion of a probe: {"assert": "length", "at": "/days", "is": 31}. One that
/// looks at many places says one thing of all of them, and names the first that breaks it. Where
/// there is nothing to look at, it fails. Throws std::invalid_argument when it is not written as
/// its row in the tables tells, see assertion_table.h.
Assertion evaluate_assertion(const Json& assertion, const ProbeContext& context);

}  // namespace mockmeter::conformance
