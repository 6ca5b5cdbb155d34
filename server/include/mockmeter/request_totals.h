#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mockmeter {

/// How often an operation was answered with a status.
struct RequestCount {
  std::string operation;  ///< "acme.list_users"; empty: no operation fitted
  int status = 0;
  std::uint64_t count = 0;
};

/// How many requests a mock has answered; those to its control plane are none.
struct RequestTotals {
  std::uint64_t total = 0;             ///< since it was made
  std::uint64_t in_journal = 0;        ///< that the journal still has
  std::vector<RequestCount> answered;  ///< since the last reset, by operation and status
};

}  // namespace mockmeter
