#pragma once

#include <string_view>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {

/// The sentences that an assertion of this name rests on: those of the longest pattern that fits
/// it. A pattern fits names that are it, or go on behind it with ".", "/" or "["; "[]" in it stands
/// for any index, "*" alone for any name. Empty when none fits.
std::vector<const Requirement*> requirements_of(const Case& subject, std::string_view assertion);

/// How binding an assertion is: as the strongest sentence that it rests on, and as its case when it
/// rests on none.
Level level_of(const Assertion& assertion, const Case& subject);

/// The sentences of the assertions that were missed, the most binding first; those of the case when
/// none was.
std::vector<const Requirement*> broken_requirements(const CaseResult& result);

}  // namespace mockmeter::conformance
