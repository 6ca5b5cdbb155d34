#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/recorded/value_log.h"
#include "server/providers/neon/recording/facts.h"

namespace mockmeter::neon {

/// The values that were recorded of an account, a project or a branch, by the names of metrics.
struct SubjectLog {
  std::map<std::string, ValueLog> counters;
  std::map<std::string, ValueLog> gauges;
};

struct BranchLog : SubjectLog {
  std::string id;
  BranchFacts facts;
};

struct ProjectLog : SubjectLog {
  std::string id;
  ProjectFacts facts;              ///< but those of its branches
  Instant not_before = kEarliest;  ///< no response has a bucket of it before, where asked
  std::map<std::string, BranchLog> branches;
};

/// A billing period, as a response says.
struct PeriodLog {
  std::string plan;
  std::string id;
};

/// A person's account or an organization.
struct AccountLog : SubjectLog {
  std::string id;     ///< of an organization; of a person: the credential
  std::string name;   ///< of an organization; empty: no response had it
  std::string email;  ///< of a person; the same
  bool is_organization = false;
  std::vector<std::string> credentials;    ///< labels of those that read it as their own
  std::vector<std::string> organizations;  ///< ids of those that its credential read
  std::map<Instant, PeriodLog> periods;    ///< by their begins
  Instant asked_from = kLatest;            ///< the earliest begin of a range
  std::vector<ProjectLog> projects;        ///< in the order of the responses, newest first

  ProjectLog& project(const std::string& project_id);
};

}  // namespace mockmeter::neon
