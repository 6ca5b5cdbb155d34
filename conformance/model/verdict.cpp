#include "conformance/model/verdict.h"

#include <algorithm>

#include "base/tables.h"

namespace mockmeter::conformance {

std::string_view to_string(Level level) {
  constexpr std::array<std::string_view, 3> kLevels{"MAY", "SHOULD", "MUST"};
  return kLevels.at(static_cast<std::size_t>(level));
}

Level parse_level(std::string_view name) {
  if (name == to_string(Level::kMust)) return Level::kMust;
  return name == to_string(Level::kShould) ? Level::kShould : Level::kMay;
}

bool all_passed(const std::vector<Assertion>& checks) {
  return std::ranges::all_of(checks, &Assertion::passed);
}

std::string first_missed(const std::vector<Assertion>& checks) {
  const Assertion* missed = find_by(checks, &Assertion::passed, false);
  if (missed == nullptr) return {};
  return missed->name + ": expected " + missed->expected + ", got " + missed->actual;
}

}  // namespace mockmeter::conformance
