#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/time/instant.h"
#include "mockmeter/limits.h"
#include "mockmeter/traffic.h"
#include "server/api/message.h"
#include "server/metering/clock.h"

namespace mockmeter {

class ResponseGate;
class TlsContext;

struct ListenerOptions {
  std::string host = "127.0.0.1";      ///< an address, or a name; "localhost" is 127.0.0.1 and ::1
  std::uint16_t port = 0;              ///< 0 = any free port
  std::string port_option = "--port";  ///< what sets the port, for messages
  unsigned threads = 0;                ///< 0 = one per core
  Limits limits;
  std::shared_ptr<const TlsContext> tls{};  ///< null = plain HTTP
  std::function<Instant()> now;             ///< for Date; empty = the machine's clock
  /// Grows with every change of what the service's responses depend on, after the change; see
  /// Response::on_cache_hit. Empty = every response is made anew.
  std::function<std::uint64_t()> generation;
  /// Holds responses back; null = none. Outlives the listener.
  ResponseGate* gate = nullptr;
  /// Whose responses pages of any origin may read, pre-flights included; empty = nobody's.
  std::function<bool(const Request&)> cors;
};

/// Serves one Service over HTTP/1.1 and HTTP/1.0. A few threads move the bytes of all connections;
/// none of them is ever held by an idle, slow or delayed one. Several listeners may live in one
/// process; they share nothing.
class Listener {
 public:
  /// Binds, so that port() is known and clients may connect; serves from start() on.
  /// Throws std::runtime_error naming host, port and the remedy when it cannot.
  Listener(ListenerOptions options, const Service& service);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  std::uint16_t port() const;
  const std::string& url() const;  ///< "http://127.0.0.1:8080" or "https://..."; no trailing slash
  void start();
  WireTraffic traffic() const;
  /// Stops accepting, lets requests in flight finish for at most `grace`, drops the responses that
  /// a delivery plan holds back, closes everything. Harmless when repeated.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(1));

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mockmeter
