#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "conformance/check/session.h"
#include "conformance/model/verdict.h"
#include "conformance/select/selection.h"

namespace mockmeter::conformance {

/// After each probe, with how many of how many are done.
using OnProbe = std::function<void(const CaseResult& result, std::size_t done, std::size_t all)>;

/// Judges a server by these probes, one after the other, in the order of the suite; those skipped
/// are not run. Throws Unreachable when it answers none of the providers at all.
std::vector<CaseResult> run_probes(const Selection& selection, Session& session,
                                   const OnProbe& on_result);

}  // namespace mockmeter::conformance
