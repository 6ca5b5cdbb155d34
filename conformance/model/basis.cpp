#include "conformance/model/basis.h"

#include <algorithm>
#include <cstddef>

#include "base/tables.h"

namespace mockmeter::conformance {
namespace {

/// Moves `name` behind an index, "[12]"; false when none stands there.
bool skip_index(std::string_view& name) {
  const std::size_t end = name.find(']');
  if (!name.starts_with('[') || end == name.npos) return false;
  name.remove_prefix(end + 1);
  return true;
}

bool fits(std::string_view pattern, std::string_view name) {
  if (pattern == "*") return true;
  while (!pattern.empty()) {
    if (pattern.starts_with("[]")) {
      if (!skip_index(name)) return false;
      pattern.remove_prefix(2);
    } else if (name.starts_with(pattern.front())) {
      pattern.remove_prefix(1);
      name.remove_prefix(1);
    } else {
      return false;
    }
  }
  constexpr std::string_view kNext = "./[";
  return name.empty() || kNext.find(name.front()) != kNext.npos;
}

}  // namespace

std::vector<const Requirement*> requirements_of(const Case& subject, std::string_view assertion) {
  std::vector<const Requirement*> found;
  std::size_t longest = 0;
  for (const Basis& basis : subject.bases) {
    const std::size_t length = basis.assertions.size();
    if (length < longest || !fits(basis.assertions, assertion)) continue;
    if (length > longest) found.clear();
    longest = length;
    found.push_back(basis.requirement);
  }
  return found;
}

Level level_of(const Assertion& assertion, const Case& subject) {
  if (assertion.requirements.empty()) return subject.level;
  const Requirement* strongest =
      *std::ranges::max_element(assertion.requirements, {}, &Requirement::level);
  return std::min(strongest->level, subject.level);  // an inferred probe is never more than advice
}

std::vector<const Requirement*> broken_requirements(const CaseResult& result) {
  std::vector<const Requirement*> broken;
  for (const Assertion& check : result.checks) {
    if (check.passed) continue;
    for (const Requirement* each : check.requirements) {
      if (!contains(broken, each)) broken.push_back(each);
    }
  }
  if (broken.empty()) return result.subject->requirements;
  std::ranges::stable_sort(broken, std::ranges::greater(), &Requirement::level);
  return broken;
}

}  // namespace mockmeter::conformance
