#pragma once

#include <string>
#include <vector>

#include "server/control/mock.h"

namespace mockmeter::testing {

/// Each finding as "name count", in order: {"unmatched-request 2"}.
inline std::vector<std::string> findings_of(const Mock& mock) {
  std::vector<std::string> names;
  for (const RuleFinding& finding : mock.findings().findings) {
    names.push_back(std::string(finding.kind->name) + ' ' + std::to_string(finding.count));
  }
  return names;
}

/// What the first finding says; empty when there is none.
inline std::string first_message(const Mock& mock) {
  const auto findings = mock.findings().findings;
  return findings.empty() ? "" : findings.front().message;
}

}  // namespace mockmeter::testing
