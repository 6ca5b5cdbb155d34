#pragma once

#include <chrono>
#include <cstddef>

namespace mockmeter {

/// What one client may cost. Each is an option of `serve`; a refusal names it.
struct Limits {
  std::size_t max_connections = 16384;       ///< at once; one more is answered 503
  std::size_t max_target = 8 * 1024;         ///< bytes of the request target; 414
  std::size_t max_header_line = 8 * 1024;    ///< bytes of one header line; 431
  std::size_t max_header_bytes = 16 * 1024;  ///< bytes of all header lines; 431
  std::size_t max_headers = 100;             ///< header lines; 431
  std::size_t max_body = 8 * 1024 * 1024;    ///< bytes of a body, decoded; 413
  std::chrono::milliseconds header_timeout = std::chrono::seconds(10);  ///< a whole head; 408
  std::chrono::milliseconds body_timeout = std::chrono::seconds(30);    ///< a whole body; 408
  /// Between requests, and for a response that the client does not read; closed without a word.
  std::chrono::milliseconds idle_timeout = std::chrono::seconds(75);
};

}  // namespace mockmeter
