#pragma once

#include "conformance/check/session.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// Asks what one probe asks and judges the answers. Secrets are not taken out of the result yet.
CaseResult play_probe(const Case& probe, Session& session);

}  // namespace mockmeter::conformance
