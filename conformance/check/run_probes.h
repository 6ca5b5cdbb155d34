#pragma once

#include <vector>

#include "conformance/check/session.h"
#include "conformance/evaluation/wire/redaction.h"
#include "conformance/model/verdict.h"
#include "conformance/run/run.h"

namespace mockmeter::conformance {

/// Tests a server by these probes, one after the other. Throws Unreachable when it does not
/// answer one of the providers at all.
std::vector<CaseResult> run_probes(const Selection& selection, Session& session,
                                   const RunOptions& options);

/// What no report of the session may show.
Redaction redaction_of(const Session& session);

}  // namespace mockmeter::conformance
