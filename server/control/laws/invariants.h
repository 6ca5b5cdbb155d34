#pragma once

#include <string>
#include <vector>

#include "server/control/admin.h"
#include "server/control/laws/law.h"

namespace mockmeter::laws {

/// What became of one law.
struct Verdict {
  const Law* law = nullptr;
  Finding finding;                     ///< without faults, or with the first that breaks it
  std::vector<std::string> broken_by;  ///< faults that wait and break it
  bool holds() const { return !finding.violation.has_value(); }
  /// Broken by what was asked for; a law that is broken without any fault is our defect.
  bool is_expected() const { return holds() || !broken_by.empty(); }
};

/// Every law, on the answers that a mock with these settings gives: without faults first, then with
/// each fault among them that spoils numbers, as if it fired every time. Faults that spoil anything
/// else would leave no numbers to check, and are left out.
std::vector<Verdict> judge(const MockSettings& settings);

/// GET /__admin/invariants. Asks a mock of its own: nothing is journalled, counted or used up.
Response get_invariants(const AdminCall& call);

}  // namespace mockmeter::laws
