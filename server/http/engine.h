#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/time/instant.h"
#include "server/api/message.h"

namespace mockmeter {

/// A response ready for the wire.
struct WireResponse {
  std::string head;  ///< status line and header fields, with the empty line; empty for raw bytes
  std::string body;  ///< what follows it; empty for HEAD
  Delivery delivery;
  bool close = false;  ///< the connection ends with it
  /// As Response::on_cache_hit; empty = it is for this request only.
  std::function<void()> on_cache_hit{};
};

struct EngineOptions {
  std::function<Instant()> now;  ///< for Date
  /// Whose responses pages of any origin may read, pre-flights included; empty = nobody's.
  std::function<bool(const Request&)> cors{};
};

/// What a request means for the connection, beside its content.
struct ConnectionOptions {
  bool http_1_0 = false;
  bool keep_alive = true;
};

/// Turns a framed request into a response: cpp-httplib parses the request line, dispatches to the
/// service and writes the status line and header fields, on a stream in memory. One per thread;
/// the service may be shared.
///
/// cpp-httplib is handed the method and the path, nothing else. What is known to be weak in it
/// (percent-decoded header values, REMOTE_ADDR shadowing, ranges, multipart, compressed and
/// chunked bodies, brotli) has nothing to work on; the service reads the request as framed.
class Engine {
 public:
  Engine(Service service, EngineOptions options);
  ~Engine();

  /// `response` is overwritten; its buffers are used again.
  void respond(const Request& request, const ConnectionOptions& terms, WireResponse& response);
  /// The Date of a response made now.
  const std::string& date();

 private:
  class HttplibServer;
  std::unique_ptr<HttplibServer> server_;
};

}  // namespace mockmeter
