#pragma once

#include "conformance/judge/matchers.h"

namespace mockmeter::conformance {

/// The matcher `schema`. A typed client does not report what it was served letter by letter: other
/// names, epochs for texts, members left out. So what means the same as what was served is taken as
/// served, and the schema then judges what the client made different.
Check judge_by_schema(const Json& wanted, const Place& place);

}  // namespace mockmeter::conformance
