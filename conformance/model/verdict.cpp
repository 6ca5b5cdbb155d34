#include "conformance/model/verdict.h"

#include <algorithm>

namespace mockmeter::conformance {

bool looks_like(const CaseResult& result, const Kill& kill) {
  return std::any_of(result.checks.begin(), result.checks.end(), [&](const Check& check) {
    return !check.passed && check.name.starts_with(kill.check);
  });
}

}  // namespace mockmeter::conformance
