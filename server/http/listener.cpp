#include "server/http/listener.h"

#include <sys/resource.h>

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/bind.h"
#include "server/http/event_loop.h"
#include "server/http/response_gate.h"

namespace mockmeter {
namespace {

using asio::ip::tcp;

constexpr std::chrono::milliseconds kAcceptAgain{50};

/// Connections are descriptors, and a shell's default of 1024 is soft.
void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

unsigned thread_count(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

std::function<Instant()> machine_clock() {
  const auto clock = std::make_shared<Clock>(ClockSetting{ClockSetting::Mode::kNow, {}});
  return [clock] { return clock->now(); };
}

}  // namespace

struct Listener::Running {
  /// One address to knock at.
  struct BoundAcceptor {
    explicit BoundAcceptor(tcp::acceptor bound)
        : acceptor(std::move(bound)), pause(acceptor.get_executor()) {}
    tcp::acceptor acceptor;
    asio::steady_timer pause;
  };

  Running(ListenerOptions wanted, const Service& service)
      : options(std::move(wanted)), loops(make_loops(service)) {
    ListenAddress place{options.host, options.port, options.port_option};
    for (tcp::acceptor& acceptor : bind_to(place, first())) {
      port = place.port = acceptor.local_endpoint().port();
      doors.push_back(std::make_unique<BoundAcceptor>(std::move(acceptor)));
    }
    url = (options.tls ? "https://" : "http://") + to_string(place);
    raise_open_file_limit();
  }

  std::vector<std::unique_ptr<EventLoop>> make_loops(const Service& service) {
    EngineOptions engine{options.now ? options.now : machine_clock(), options.cors};
    std::vector<std::unique_ptr<EventLoop>> made(thread_count(options.threads));
    for (auto& loop : made) {
      loop = std::make_unique<EventLoop>(options.limits, options.tls.get(), open, service, engine,
                                         options.generation, options.gate);
    }
    return made;
  }

  asio::io_context& first() { return loops.front()->context(); }

  /// Sockets are handed round the loops.
  void accept(BoundAcceptor& door) {
    EventLoop& loop = *loops[next_loop++ % loops.size()];
    door.acceptor.async_accept(
        loop.context(), [this, &door, &loop](const asio::error_code& error, tcp::socket socket) {
          if (error == asio::error::operation_aborted) return;
          if (error) return accept_later(door);
          hand_over(loop, std::move(socket));
          accept(door);
        });
  }

  /// Out of descriptors, most likely: the client waits in the backlog until there is one.
  void accept_later(BoundAcceptor& door) {
    door.pause.expires_after(kAcceptAgain);
    door.pause.async_wait([this, &door](const asio::error_code& error) {
      if (!error && door.acceptor.is_open()) accept(door);
    });
  }

  void hand_over(EventLoop& loop, tcp::socket socket) {
    asio::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    const bool welcome = ++open <= options.limits.max_connections;
    const std::uint64_t number = ++arrived;
    asio::post(loop.context(), [&loop, welcome, number, socket = std::move(socket)]() mutable {
      welcome ? loop.add(std::move(socket), number) : loop.reject(std::move(socket));
    });
  }

  WireTraffic traffic() const {
    WireTraffic traffic{arrived, open, 0, 0};
    for (const auto& loop : loops) {
      const WireCount& count = std::as_const(*loop).count();
      traffic.bytes_received += count.received.total();
      traffic.bytes_sent += count.sent.total();
    }
    return traffic;
  }

  void start() {
    for (const auto& door : doors) accept(*door);
    if (options.gate != nullptr) {
      options.gate->watch([this] {
        for (const auto& loop : loops) {
          asio::post(loop->context(), [&loop = *loop] { loop.release(); });
        }
      });
    }
    running = loops.size();
    for (const auto& loop : loops) {
      threads.emplace_back([this, &loop = *loop] {
        loop.run();
        const std::lock_guard lock(mutex);
        --running;
        ended.notify_all();
      });
    }
  }

  void stop(std::chrono::milliseconds grace) {
    asio::post(first(), [this] {
      for (const auto& door : doors) {
        asio::error_code ignored;
        door->acceptor.close(ignored);
        door->pause.cancel();
      }
      for (const auto& loop : loops) asio::post(loop->context(), [&loop = *loop] { loop.drain(); });
    });
    std::unique_lock lock(mutex);
    ended.wait_for(lock, grace, [this] { return running == 0; });
    lock.unlock();
    for (const auto& loop : loops) loop->context().stop();
    for (std::thread& thread : threads) thread.join();
    threads.clear();
    if (options.gate != nullptr) options.gate->watch({});
  }

  ListenerOptions options;
  std::atomic<std::size_t> open{0};
  std::atomic<std::uint64_t> arrived{0};  // connections so far
  std::vector<std::unique_ptr<EventLoop>> loops;
  std::vector<std::unique_ptr<BoundAcceptor>> doors;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  std::string url;
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable ended;
  std::size_t running = 0;  // threads; guarded by `mutex`
  std::once_flag stopped;
};

Listener::Listener(ListenerOptions options, const Service& service)
    : running_(std::make_unique<Running>(std::move(options), service)) {}

Listener::~Listener() { stop(std::chrono::milliseconds(0)); }

std::uint16_t Listener::port() const { return running_->port; }

const std::string& Listener::url() const { return running_->url; }

void Listener::start() { running_->start(); }

WireTraffic Listener::traffic() const { return running_->traffic(); }

void Listener::stop(std::chrono::milliseconds grace) {
  std::call_once(running_->stopped, [&] { running_->stop(grace); });
}

}  // namespace mockmeter
