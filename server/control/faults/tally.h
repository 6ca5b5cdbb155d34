#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "server/control/faults/fault.h"

namespace mockmeter {

/// How often a fault was asked and fired. Not thread-safe.
class Tally {
 public:
  /// Whether the fault may ever fire again.
  bool is_live(const Fault& fault) const { return !fault.times || fired_ < *fault.times; }
  /// Counts one request, and whether the fault fires at it. `luck`: of this fault; `caller`: whose
  /// requests share a sequence of draws.
  bool fires(const Fault& fault, std::uint64_t luck, const std::string& caller);

  std::uint64_t seen() const { return seen_; }
  std::uint64_t fired() const { return fired_; }

 private:
  std::uint64_t seen_ = 0;
  std::uint64_t fired_ = 0;
  std::map<std::string, std::uint64_t> draws_;  // by caller
};

}  // namespace mockmeter
