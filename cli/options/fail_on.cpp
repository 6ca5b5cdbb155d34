#include "cli/options/fail_on.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/text/wording.h"
#include "server/control/findings/findings.h"

namespace mockmeter::cli {
namespace {

constexpr const char* kAll = "all";

}  // namespace

std::string fail_on_names() {
  return std::string(kAll) + ", " + join_names(finding_rules(), &FindingRule::name);
}

std::set<std::string> parse_fail_on(const std::vector<std::string>& lists) {
  std::set<std::string> names;
  for (const std::string& list : lists) {
    std::istringstream parts(list + ",");  // so that what is empty is named as well
    for (std::string part; std::getline(parts, part, ',');) {
      if (part == kAll) {
        for (const FindingRule& kind : finding_rules()) {
          if (kind.blames) names.emplace(kind.name);
        }
      } else if (find_finding_rule(part) != nullptr) {
        names.insert(part);
      } else {
        throw std::invalid_argument("--fail-on \"" + part + "\" is no finding: use " +
                                    fail_on_names());
      }
    }
  }
  return names;
}

bool fails(const std::vector<Finding>& findings, const std::set<std::string>& fail_on) {
  return std::ranges::any_of(
      findings, [&](const Finding& finding) { return fail_on.contains(finding.name); });
}

}  // namespace mockmeter::cli
