#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <optional>

#include "bench/load/answer_reader.h"
#include "bench/load/load.h"
#include "bench/load/pacer.h"

namespace mockmeter::load {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What all connections of a run share. One thread.
struct Run {
  explicit Run(const Plan& what) : plan(what), pacer(what) {}

  asio::io_context io{1};
  asio::ip::tcp::endpoint server;
  const Plan& plan;
  Pacer pacer;
  Report report{};
  SteadyTime start{};
  std::size_t busy = 0;  ///< connections that still have something to do

  std::chrono::nanoseconds elapsed() const { return std::chrono::steady_clock::now() - start; }
};

/// One keep-alive connection: asks, reads to the end of the answer, asks again; connects anew when
/// the server closes. After a failure it waits for the next look() before it tries again, so that a
/// dead server costs no busy loop.
class Connection {
 public:
  explicit Connection(Run& run) : run_(run), socket_(run.io), timer_(run.io) {}

  void start();
  /// To be called regularly: gives up an answer that is overdue, and wakes after a failure.
  void look(std::chrono::nanoseconds now);
  /// Ends everything; counts an open loop's request in flight as unanswered at `end`.
  void stop(std::chrono::nanoseconds end);

 private:
  void connect();
  void ask_next();
  void ask();
  void read();
  void on_end();
  void on_bytes(std::size_t size);
  void on_answer();
  void fail(Failure failure);
  void rest();
  void close();

  Run& run_;
  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  AnswerReader reader_;
  std::array<char, 64 * 1024> buffer_;
  std::optional<std::chrono::nanoseconds> intended_;  ///< of the request that this one has
  std::chrono::nanoseconds asked_{0};
  bool waiting_ = false;  ///< for connection or answer, since asked_
  bool failed_ = false;
  bool busy_ = false;
  /// Counts the sockets of this connection: what was begun on an earlier one no longer matters.
  unsigned life_ = 0;
};

}  // namespace mockmeter::load
