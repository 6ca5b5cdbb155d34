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
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/loop.h"

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

std::string url_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::runtime_error cannot_listen(const ListenerOptions& options, const asio::error_code& error) {
  const std::string place = url_host(options.host) + ":" + std::to_string(options.port);
  if (error == asio::error::address_in_use) {
    return std::runtime_error(place + " is in use; choose another --port, or 0 for any");
  }
  if (error == asio::error::access_denied) {
    return std::runtime_error(place +
                              " needs rights that this user lacks; choose a --port above "
                              "1023, or 0 for any");
  }
  return std::runtime_error(place + " cannot be listened on (" + error.message() +
                            "); choose a --host of this machine, such as 127.0.0.1 or ::1");
}

tcp::endpoint resolve(const ListenerOptions& options, asio::io_context& context) {
  asio::error_code error;
  const auto address = asio::ip::make_address(options.host, error);
  if (!error) {
    return {address, options.port};
  }
  const auto found = tcp::resolver(context).resolve(options.host, std::to_string(options.port),
                                                    tcp::resolver::passive, error);
  if (error || found.empty()) {
    throw cannot_listen(options, error);
  }
  return found.begin()->endpoint();
}

tcp::acceptor bind(const ListenerOptions& options, asio::io_context& context) {
  const tcp::endpoint endpoint = resolve(options, context);
  tcp::acceptor acceptor(context);
  asio::error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) {
    // No SO_REUSEPORT: it would hide that the port is in use.
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    acceptor.bind(endpoint, error);
  }
  if (!error) {
    acceptor.listen(tcp::acceptor::max_listen_connections, error);
  }
  if (error) {
    throw cannot_listen(options, error);
  }
  return acceptor;
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
  Running(ListenerOptions wanted, const Service& service)
      : options(std::move(wanted)), loops(make_loops(service)), acceptor(bind(options, first())) {
    port = acceptor.local_endpoint().port();
    url = (options.tls ? "https://" : "http://") + url_host(options.host) + ":" +
          std::to_string(port);
    raise_open_file_limit();
  }

  std::vector<std::unique_ptr<Loop>> make_loops(const Service& service) {
    EngineOptions engine{options.now ? options.now : machine_clock(), options.cors};
    std::vector<std::unique_ptr<Loop>> made(thread_count(options.threads));
    for (auto& loop : made) {
      loop = std::make_unique<Loop>(options.limits, options.tls.get(), open, service, engine,
                                    options.generation);
    }
    return made;
  }

  asio::io_context& first() { return loops.front()->context(); }

  /// Sockets are handed round the loops.
  void accept() {
    Loop& loop = *loops[next_loop++ % loops.size()];
    acceptor.async_accept(loop.context(),
                          [this, &loop](const asio::error_code& error, tcp::socket socket) {
                            if (error == asio::error::operation_aborted) {
                              return;
                            }
                            if (error) {
                              return accept_later();
                            }
                            hand_over(loop, std::move(socket));
                            accept();
                          });
  }

  /// Out of descriptors, most likely: the client waits in the backlog until there is one.
  void accept_later() {
    pause.expires_after(kAcceptAgain);
    pause.async_wait([this](const asio::error_code& error) {
      if (!error && acceptor.is_open()) {
        accept();
      }
    });
  }

  void hand_over(Loop& loop, tcp::socket socket) {
    asio::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.non_blocking(true, ignored);
    const bool welcome = ++open <= options.limits.max_connections;
    asio::post(loop.context(), [&loop, welcome, socket = std::move(socket)]() mutable {
      welcome ? loop.adopt(std::move(socket)) : loop.turn_away(std::move(socket));
    });
  }

  void start() {
    accept();
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
      asio::error_code ignored;
      acceptor.close(ignored);
      pause.cancel();
      for (const auto& loop : loops) {
        asio::post(loop->context(), [&loop = *loop] { loop.drain(); });
      }
    });
    std::unique_lock lock(mutex);
    ended.wait_for(lock, grace, [this] { return running == 0; });
    lock.unlock();
    for (const auto& loop : loops) {
      loop->context().stop();
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  ListenerOptions options;
  std::atomic<std::size_t> open{0};
  std::vector<std::unique_ptr<Loop>> loops;
  tcp::acceptor acceptor;
  asio::steady_timer pause{first()};
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

void Listener::stop(std::chrono::milliseconds grace) {
  std::call_once(running_->stopped, [&] { running_->stop(grace); });
}

}  // namespace mockmeter
