#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mockmeter {

/// A response that no operation of the mock would give.
struct ScriptedResponse {
  int status = 200;
  /// Exactly as given. Content-Length or Transfer-Encoding, Date and, when the client asked for the
  /// end of the connection, Connection are added. "Connection: close" ends it.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// Compressed, whether the client asked for it or not; `headers` may spell the coding.
  bool gzip = false;
  bool chunked = false;  ///< in several chunks instead of a Content-Length
  bool close = false;    ///< the connection is closed behind it, and no field says so
  std::vector<std::string>
      delivery;  ///< faults that shape it: "delay=300ms", "truncate=64", "hang"
};

}  // namespace mockmeter
