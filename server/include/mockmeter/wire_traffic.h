#pragma once

#include <cstdint>

namespace mockmeter {

/// What has come and gone on a mock's port since it was made, as TCP has it: heads, TLS and
/// requests that were refused included. A port of its own for the control plane is not counted.
struct WireTraffic {
  std::uint64_t connections = 0;     ///< that clients opened
  std::uint64_t bytes_received = 0;  ///< from them
  std::uint64_t bytes_sent = 0;      ///< to them
};

}  // namespace mockmeter
