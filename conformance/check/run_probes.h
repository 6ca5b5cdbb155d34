#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "conformance/check/session.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/verdict.h"
#include "conformance/run/run.h"

namespace mockmeter::conformance {

/// Adds to the result of a probe what reports show of the requests that it sent to `origin`.
using RecordSent =
    std::function<void(const std::vector<std::shared_ptr<const Exchange>>& sent,
                       const std::string& origin, const Redaction& redaction, CaseResult& result)>;

struct ProbeRunOptions : RunOptions {
  /// Called when the run is over, with SessionOptions::keeps_sent: then all secrets are known. A
  /// response that several probes look at was sent by the first of them.
  RecordSent record_sent{};
};

/// Tests a server by these probes, one after the other. Throws Unreachable when it does not
/// answer one of the providers at all.
std::vector<CaseResult> run_probes(const Selection& selection, Session& session,
                                   const ProbeRunOptions& options);

/// Puts the variable of each input in its place, as recordings of `check` have it: "$ACME_API_KEY".
Redaction names_of_inputs(const Session& session);

/// What no report of the session may show.
Redaction redaction_of(const Session& session);

}  // namespace mockmeter::conformance
