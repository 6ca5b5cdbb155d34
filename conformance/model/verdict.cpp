#include "conformance/model/verdict.h"

#include <algorithm>

namespace mockmeter::conformance {

bool is_miss(Verdict verdict) {
  return verdict == Verdict::kFail || verdict == Verdict::kWarning || verdict == Verdict::kAdvisory;
}

bool all_passed(const std::vector<Check>& checks) {
  return std::all_of(checks.begin(), checks.end(), [](const Check& check) { return check.passed; });
}

bool looks_like(const CaseResult& result, const Kill& kill) {
  return std::any_of(result.checks.begin(), result.checks.end(), [&](const Check& check) {
    return !check.passed && check.name.starts_with(kill.check);
  });
}

}  // namespace mockmeter::conformance
