#include "bench/load/load.h"

#include <algorithm>
#include <array>
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "bench/load/pacer.h"
#include "bench/load/response_reader.h"

namespace mockmeter::load {
namespace {

constexpr std::chrono::milliseconds kLookEvery(100);

/// What all connections of a run share. One thread.
struct LoadRun {
  explicit LoadRun(const LoadPlan& what) : plan(what), pacer(what) {}

  asio::io_context io{1};
  asio::ip::tcp::endpoint server;
  const LoadPlan& plan;
  Pacer pacer;
  LoadReport report{};
  std::chrono::steady_clock::time_point start{};
  std::size_t busy = 0;  ///< connections that still have something to do

  std::chrono::nanoseconds elapsed() const { return std::chrono::steady_clock::now() - start; }
};

/// One keep-alive connection: asks, reads to the end of the response, asks again; connects anew
/// when the server closes. After a failure it waits for the next check_timeout() before it tries
/// again, so that a dead server costs no busy loop.
class LoadConnection {
 public:
  explicit LoadConnection(LoadRun& run) : run_(run), socket_(run.io), timer_(run.io) {}

  void start() {
    ++run_.busy;
    busy_ = true;
    connect();
  }

  /// To be called regularly: gives up a response that is overdue, and wakes after a failure.
  void check_timeout(std::chrono::nanoseconds now) {
    if (!busy_) return;
    if (waiting_ && now - asked_ > run_.plan.timeout) return fail(Failure::kTimeout);
    if (!failed_) return;
    failed_ = false;
    // A request is taken before the attempt, so that a bound on their number also bounds failures.
    intended_ = run_.pacer.next(now);
    intended_ ? connect() : rest();
  }

  /// Ends everything; counts an open loop's request in flight as unanswered at `end`.
  void stop(std::chrono::nanoseconds end) {
    if (intended_ && run_.plan.rate > 0 && *intended_ < end) {
      ++run_.report.unanswered;
      run_.report.latency.record(end - *intended_);
    }
    close();
  }

 private:
  void connect() {
    waiting_ = true;
    asked_ = run_.elapsed();
    socket_.async_connect(run_.server, [this, life = life_](const asio::error_code& error) {
      if (life != life_) return;
      if (error) return fail(Failure::kConnect);
      asio::error_code ignored;
      socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
      ask_next();
    });
  }

  void ask_next() {
    waiting_ = false;
    if (!intended_) intended_ = run_.pacer.next(run_.elapsed());
    if (!intended_) return rest();
    if (*intended_ <= run_.elapsed()) return ask();
    timer_.expires_at(run_.start + *intended_);
    timer_.async_wait([this, life = life_](const asio::error_code&) {
      if (life == life_) ask();
    });
  }

  void ask() {
    reader_.reset();
    waiting_ = true;
    asked_ = run_.elapsed();
    asio::async_write(socket_, asio::buffer(run_.plan.request),
                      [this, life = life_](const asio::error_code& error, std::size_t) {
                        if (life != life_) return;
                        if (error) return fail(Failure::kClosed);
                        read();
                      });
  }

  void read() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [this, life = life_](const asio::error_code& error, std::size_t size) {
                              if (life != life_) return;
                              error ? on_end() : on_bytes(size);
                            });
  }

  void on_end() {
    const Failure failure = reader_.begun() ? Failure::kCut : Failure::kClosed;
    reader_.take_end();
    reader_.complete() ? on_response() : fail(failure);
  }

  void on_bytes(std::size_t size) {
    run_.report.bytes += size;
    const std::size_t taken = reader_.take(std::string_view(buffer_.data(), size));
    if (reader_.broken() || taken < size) return fail(Failure::kMalformed);
    reader_.complete() ? on_response() : read();
  }

  void on_response() {
    if (reader_.status() / 100 == 2) {
      ++run_.report.requests;
      run_.report.latency.record(run_.elapsed() - *intended_);
    } else {
      ++run_.report.failures[static_cast<std::size_t>(Failure::kStatus)];
    }
    intended_.reset();
    if (reader_.keep_alive()) return ask_next();
    close();
    connect();
  }

  void fail(Failure failure) {
    ++run_.report.failures[static_cast<std::size_t>(failure)];
    close();
    intended_.reset();
    waiting_ = false;
    failed_ = true;
  }

  void rest() {
    if (!busy_) return;
    busy_ = false;
    if (--run_.busy == 0) run_.io.stop();
  }

  void close() {
    ++life_;
    asio::error_code ignored;
    socket_.close(ignored);
  }

  LoadRun& run_;
  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  ResponseReader reader_;
  std::array<char, 64 * 1024> buffer_;
  std::optional<std::chrono::nanoseconds> intended_;  ///< of the request that this one has
  std::chrono::nanoseconds asked_{0};
  bool waiting_ = false;  ///< for connection or answer, since asked_
  bool failed_ = false;
  bool busy_ = false;
  /// Counts the sockets of this connection: what was begun on an earlier one no longer matters.
  unsigned life_ = 0;
};

asio::ip::tcp::endpoint resolve(asio::io_context& io, const LoadPlan& plan) {
  asio::error_code error;
  const auto found =
      asio::ip::tcp::resolver(io).resolve(plan.host, std::to_string(plan.port), error);
  if (error) throw std::runtime_error("host \"" + plan.host + "\" has no address");
  return found.begin()->endpoint();
}

/// Looks after the connections until the plan's time is over, then stops the loop.
class Watch {
 public:
  Watch(LoadRun& run, std::list<LoadConnection>& connections,
        const std::function<void(std::chrono::nanoseconds)>& on_progress)
      : run_(run), connections_(connections), on_progress_(on_progress), timer_(run.io) {}

  void look() {
    const auto now = run_.elapsed();
    if (now >= run_.plan.duration) return run_.io.stop();
    for (LoadConnection& connection : connections_) connection.check_timeout(now);
    if (on_progress_) on_progress_(now);
    timer_.expires_at(run_.start +
                      std::min<std::chrono::nanoseconds>(now + kLookEvery, run_.plan.duration));
    timer_.async_wait([this](const asio::error_code&) { look(); });
  }

 private:
  LoadRun& run_;
  std::list<LoadConnection>& connections_;
  const std::function<void(std::chrono::nanoseconds)>& on_progress_;
  asio::steady_timer timer_;
};

}  // namespace

std::uint64_t LoadReport::failed() const {
  return std::accumulate(failures.begin(), failures.end(), std::uint64_t{0});
}

double LoadReport::requests_per_second() const {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(requests) / seconds : 0;
}

LoadReport run(const LoadPlan& plan,
               const std::function<void(std::chrono::nanoseconds)>& on_progress) {
  LoadRun run(plan);
  run.server = resolve(run.io, plan);
  std::list<LoadConnection> connections;
  for (unsigned i = 0; i < plan.connections; ++i) connections.emplace_back(run);
  run.start = std::chrono::steady_clock::now();
  for (LoadConnection& connection : connections) connection.start();
  Watch watch(run, connections, on_progress);
  watch.look();
  run.io.run();

  run.report.elapsed = run.elapsed();
  for (LoadConnection& connection : connections) connection.stop(run.report.elapsed);
  run.report.unanswered += run.pacer.count_unanswered(run.report.elapsed, run.report.latency);
  return run.report;
}

}  // namespace mockmeter::load
