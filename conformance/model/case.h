#pragma once

#include <string>
#include <vector>

#include "conformance/model/json.h"
#include "conformance/model/requirement.h"

namespace mockmeter::conformance {

/// One row of one file of conformance/cases, ready to be staged. Data only; see schemas/case.json.
struct Case {
  std::string id;  ///< "upstash/get_qstash_stats/period-count[period=30d]"
  std::string title;
  std::string why;
  std::string category;                          ///< "DPT"
  std::vector<const Requirement*> requirements;  ///< never empty; they live as long as the suite
  Level level = Level::kMust;                    ///< the strongest of them
  std::vector<std::string> operations;           ///< that `when` calls
  std::vector<std::string> features;             ///< that a client has to claim
  std::vector<std::string> kills;                ///< bugs of the reference client that fail it
  bool alone = false;                            ///< it measures time
  bool together = false;                         ///< the calls are made at the same time
  Json given;  ///< the three parts, the row's columns filled in; salt and ports are not yet
  Json when;
  Json then;

  std::string provider() const { return id.substr(0, id.find('/')); }  ///< "upstash"
};

}  // namespace mockmeter::conformance
