#include "bench/load/load.h"

#include <algorithm>
#include <asio.hpp>
#include <list>
#include <numeric>
#include <stdexcept>

#include "bench/load/connection.h"
#include "bench/load/pacer.h"

namespace mockmeter::load {
namespace {

constexpr std::chrono::milliseconds kLookEvery(100);

asio::ip::tcp::endpoint resolve(asio::io_context& io, const Plan& plan) {
  asio::error_code error;
  const auto found =
      asio::ip::tcp::resolver(io).resolve(plan.host, std::to_string(plan.port), error);
  if (error) throw std::runtime_error("host \"" + plan.host + "\" has no address");
  return found.begin()->endpoint();
}

/// Looks after the connections until the plan's time is over, then stops the loop.
class Watch {
 public:
  Watch(Run& run, std::list<Connection>& connections,
        const std::function<void(std::chrono::nanoseconds)>& on_progress)
      : run_(run), connections_(connections), on_progress_(on_progress), timer_(run.io) {}

  void look() {
    const auto now = run_.elapsed();
    if (now >= run_.plan.duration) return run_.io.stop();
    for (Connection& connection : connections_) connection.look(now);
    if (on_progress_) on_progress_(now);
    timer_.expires_at(run_.start +
                      std::min<std::chrono::nanoseconds>(now + kLookEvery, run_.plan.duration));
    timer_.async_wait([this](const asio::error_code&) { look(); });
  }

 private:
  Run& run_;
  std::list<Connection>& connections_;
  const std::function<void(std::chrono::nanoseconds)>& on_progress_;
  asio::steady_timer timer_;
};

}  // namespace

std::uint64_t Report::failed() const {
  return std::accumulate(failures.begin(), failures.end(), std::uint64_t{0});
}

double Report::requests_per_second() const {
  const double seconds = std::chrono::duration<double>(elapsed).count();
  return seconds > 0 ? static_cast<double>(requests) / seconds : 0;
}

Report run(const Plan& plan, const std::function<void(std::chrono::nanoseconds)>& on_progress) {
  Run run(plan);
  run.server = resolve(run.io, plan);
  std::list<Connection> connections;
  for (unsigned i = 0; i < plan.connections; ++i) connections.emplace_back(run);
  run.start = std::chrono::steady_clock::now();
  for (Connection& connection : connections) connection.start();
  Watch watch(run, connections, on_progress);
  watch.look();
  run.io.run();

  run.report.elapsed = run.elapsed();
  for (Connection& connection : connections) connection.stop(run.report.elapsed);
  run.pacer.owe(run.report.elapsed, run.report);
  return run.report;
}

}  // namespace mockmeter::load
