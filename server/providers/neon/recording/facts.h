#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time/instant.h"
#include "server/api/recorded_call.h"

namespace mockmeter::neon {

/// What the neighbours of the consumption history say of a branch.
struct BranchFacts {
  std::string name;
  std::optional<Instant> created_at;
  bool is_default = false;
};

/// The same of a project. What no response said is empty, or 0.
struct ProjectFacts {
  std::string name;
  std::string region;  ///< one that a world may have
  int pg_version = 0;
  std::optional<Instant> created_at;
  std::map<std::string, BranchFacts> branches;
};

/// Collects them, by ids. A later response replaces what an earlier one said.
class RecordedFacts {
 public:
  // Each throws UnexpectedShape, and keeps nothing then.
  void read_project(const Json& project);
  void read_branches(const std::string& project, const Json& branches);
  void read_organization(const Json& organization);
  void read_person(const std::string& credential, const Json& user);

  /// Null when no response was about it.
  const ProjectFacts* project(const std::string& id) const;
  /// Empty when no response has it.
  std::string organization_name(const std::string& id) const;
  std::string person_email(const std::string& credential) const;

 private:
  std::map<std::string, ProjectFacts> projects_;
  std::map<std::string, std::string> organizations_;
  std::map<std::string, std::string> emails_;
};

}  // namespace mockmeter::neon
