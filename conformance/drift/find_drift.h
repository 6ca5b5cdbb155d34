#pragma once

#include <map>
#include <string>
#include <vector>

#include "conformance/drift/profile.h"
#include "conformance/model/drift.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance::drift {

/// How a server differs from what was recorded and from the documents, the most severe first. What
/// only one side shows need not be told. A difference in all responses of an operation comes once;
/// those of some kinds of request alone name one of them.
std::vector<Difference> find_differences(const ServerProfile& recorded, const ServerProfile& now);

/// Fills in all but the names of the files and what a run fails on.
Drift find_drift(const ServerProfile& recorded, const ServerProfile& now);

/// The verdicts that a recording has of its probes, by id: "pass".
using Verdicts = std::map<std::string, std::string>;

/// Adds the probes that fail now and did not in the recording. Of those without a verdict there
/// nothing is known, and they are told.
void add_invariants(const Verdicts& recorded, const std::vector<CaseResult>& now, Drift& drift);

/// The most severe first, of these the shapes, then by operation.
void sort_by_severity(std::vector<Difference>& differences);

}  // namespace mockmeter::conformance::drift
