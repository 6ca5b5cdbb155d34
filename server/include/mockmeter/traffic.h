#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mockmeter {

/// How often an operation was answered with a status.
struct RequestCount {
  std::string operation;  ///< "acme.list_users"; empty: no operation fitted
  int status = 0;         ///< 0: a fault let no response out
  std::uint64_t count = 0;
};

/// How many requests a mock has answered; those to its control plane are none.
struct RequestTotals {
  std::uint64_t total = 0;             ///< since it was made
  std::uint64_t in_journal = 0;        ///< that the journal still has
  std::vector<RequestCount> answered;  ///< since the last reset, by operation and status
};

/// What has come and gone on a mock's port since it was made, as TCP has it: heads, TLS and
/// requests that were refused included. A port of its own for the control plane is not counted.
struct WireTraffic {
  std::uint64_t connections = 0;       ///< that clients opened
  std::uint64_t open_connections = 0;  ///< of these, what is open now
  std::uint64_t bytes_received = 0;    ///< from them
  std::uint64_t bytes_sent = 0;        ///< to them
};

}  // namespace mockmeter
