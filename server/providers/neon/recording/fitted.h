#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/providers/neon/metrics.h"
#include "server/providers/neon/recording/account_log.h"

namespace mockmeter::neon {

/// The values of an account, a project or a branch, free of contradictions.
struct FittedValues {
  std::map<std::string, LoggedValues> counters;
  std::map<std::string, LoggedValues> gauges;

  bool empty() const { return counters.empty() && gauges.empty(); }
};

struct FittedBranch {
  std::string id;  ///< as recorded; empty: no branch was, this one is made
  bool root = false;
  FittedValues values;
  BranchFacts facts{};
};

struct FittedProject {
  std::string id;
  Instant created_at;
  FittedValues own;  ///< what is of no branch, or of none that is known
  std::vector<FittedBranch> branches;
  ProjectFacts facts{};  ///< but those of its branches
};

struct FittedAccount {
  FittedValues own;  ///< of projects that are not known
  std::vector<FittedProject> projects;
};

/// Makes branches add up to their projects and projects to their account. `begin`: of the account.
FittedAccount fit(const AccountLog& account, Instant begin, LoggedConflicts& conflicts);

/// The row of a metric, by its name in any response.
const Metric& metric_of(const std::string& name);

}  // namespace mockmeter::neon
