#pragma once

#include <string>
#include <vector>

#include "conformance/model/trace.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

struct Evaluation {
  std::vector<Assertion> checks;
  std::vector<std::string> unreported;  ///< JSON Pointers that the client does not report
  /// Non-empty when nothing that the case asks of the result is modelled: no pass, but unsupported.
  std::string unsupported;
  /// Non-empty when what was served breaks its own schema: our fault, exit 70.
  std::string harness_error;
  /// There are more results than requests: no client does that, so it fails whatever the level.
  bool is_made_up = false;
};

/// Evaluates what happened by the case's `then`; what was sent by the operation's request schema,
/// where the case asks for it; and what the mock served by its response schema, unless the script
/// calls it deliberate. Not redacted: see redaction.h. Pure: no I/O, no clock. Thread-safe.
Evaluation evaluate(const CaseTrace& trace);

}  // namespace mockmeter::conformance
