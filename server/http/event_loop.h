#pragma once

#include <array>
#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "mockmeter/limits.h"
#include "server/http/engine.h"
#include "server/http/response_cache.h"
#include "server/http/response_gate.h"
#include "server/http/transport.h"

namespace mockmeter {

class Connection;
class TlsContext;

/// One thread's share of a listener: an event loop, its engine, its connections, and the buffers
/// that they all use in turn. Everything but context() belongs to the thread in run().
class EventLoop {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `limits`, `tls` (null = plain), `gate` (null = none) and `open`, the number of connections of
  /// the whole listener, must outlive the loop.
  EventLoop(const Limits& limits, const TlsContext* tls, std::atomic<std::size_t>& open,
            Service service, EngineOptions options, ResponseCache::Generation generation,
            const ResponseGate* gate);
  ~EventLoop();

  asio::io_context& context() { return context_; }
  void run() { context_.run(); }

  /// Serves a connection that is counted in `open` already, as the listener's `number`-th.
  void add(asio::ip::tcp::socket socket, std::uint64_t number);
  /// As adopt, but only to say that there are too many.
  void reject(asio::ip::tcp::socket socket);
  /// From now on every connection ends with the response it is waiting for; run() returns when the
  /// last one is gone.
  void drain();
  bool draining() const { return draining_; }
  /// Of all its connections so far; any thread may read it.
  const WireCount& count() const { return count_; }

  /// Lets go of the responses that the gate held back.
  void release();

  // For connections.
  /// Whether a response that was just made has to wait; then the connection goes on later.
  bool hold_back(Connection& connection);
  void remove(Connection& connection);
  Engine& engine() { return engine_; }
  ResponseCache& cache() { return cache_; }
  WireResponse& response() { return response_; }
  WireCount& count() { return count_; }
  const Limits& limits() const { return limits_; }
  const TlsContext* tls() const { return tls_; }
  asio::mutable_buffer scratch() { return asio::buffer(scratch_); }
  /// The time of the last tick: good enough for deadlines, and free.
  Time now() const { return now_; }
  std::chrono::milliseconds tick_interval() const { return tick_interval_; }

 private:
  std::shared_ptr<Connection> enroll(asio::ip::tcp::socket socket, std::uint64_t number);
  void tick();

  const Limits& limits_;
  const TlsContext* tls_;
  std::atomic<std::size_t>& open_;
  asio::io_context context_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  asio::steady_timer ticker_;
  bool ticking_ = false;
  bool draining_ = false;
  std::chrono::milliseconds tick_interval_;
  Time now_;
  Engine engine_;
  ResponseCache cache_;
  WireResponse response_;
  WireCount count_;
  std::array<char, 64 * 1024> scratch_;
  std::vector<std::shared_ptr<Connection>> connections_;
  const ResponseGate* gate_;
  /// A connection that waits until the gate is open for a position.
  struct Held {
    std::uint64_t position;
    std::shared_ptr<Connection> connection;
  };
  std::deque<Held> held_;  // by position
};

}  // namespace mockmeter
