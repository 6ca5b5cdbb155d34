#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/requirement.h"

namespace mockmeter::conformance {

/// A mutant of the reference client that a case has to find, and how.
struct Kill {
  std::string mutant;  ///< "drops-zone"
  std::string check;   ///< what the name of the check that it fails begins with
};

/// Which assertions of a case rest on a sentence.
struct Basis {
  std::string assertions;  ///< those whose names begin so: "requests[].query.from"; "*": the rest
  const Requirement* requirement;
};

/// One row of one file of conformance/cases, ready to be set up. Data only; see schemas/case.json.
struct Case {
  std::string id;  ///< "acme/get_stats/period-count[period=30d]"
  std::string title;
  std::string rationale;
  std::string topic;                             ///< "series"
  std::vector<const Requirement*> requirements;  ///< never empty; they live as long as the suite
  Level level = Level::kMust;                    ///< the strongest of them
  std::vector<Basis> bases;                      ///< what its assertions rest on, see basis.h
  std::vector<std::string> operations;           ///< that `when` calls
  std::vector<std::string> features;             ///< that a client has to declare
  std::vector<Kill> kills;                       ///< never empty
  std::vector<std::string> allows;               ///< quirks of the reference client
  bool timing_sensitive = false;                 ///< it measures time
  bool together = false;                         ///< the calls are made at the same time
  Json given;  ///< the three parts, the row's columns filled in; salt and ports are not yet
  Json when;
  Json then;

  /// What its rows have in common: "acme/get_stats/period-count".
  std::string_view file() const { return std::string_view(id).substr(0, id.find('[')); }
  std::string provider() const { return id.substr(0, id.find('/')); }  ///< "acme"
};

}  // namespace mockmeter::conformance
