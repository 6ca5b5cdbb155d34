// The words of the contract for levels and verdicts.

#include <array>

#include "conformance/model/requirement.h"
#include "conformance/model/verdict.h"

namespace mockmeter::conformance {
namespace {

constexpr std::array<std::string_view, 3> kLevels{"MAY", "SHOULD", "MUST"};
constexpr std::array<std::string_view, 9> kVerdicts{
    "pass",        "fail",    "warning",      "advisory", "known failure", "unexpected pass",
    "unsupported", "not run", "harness error"};

}  // namespace

std::string_view to_string(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }

std::string_view to_string(Verdict verdict) {
  return kVerdicts.at(static_cast<std::size_t>(verdict));
}

}  // namespace mockmeter::conformance
