#include "server/http/event_loop.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/http/connection.h"

namespace mockmeter {
namespace {

constexpr std::chrono::milliseconds kLongestTick{250};
constexpr std::chrono::milliseconds kShortestTick{5};

/// Deadlines are looked at often enough to be at most a quarter late.
std::chrono::milliseconds tick_for(const Limits& limits) {
  const auto shortest =
      std::min({limits.header_timeout, limits.body_timeout, limits.idle_timeout}) / 4;
  return std::clamp(shortest, kShortestTick, kLongestTick);
}

}  // namespace

EventLoop::EventLoop(const Limits& limits, const TlsContext* tls, std::atomic<std::size_t>& open,
                     Service service, EngineOptions options, ResponseCache::Generation generation,
                     const ResponseGate* gate)
    : limits_(limits),
      tls_(tls),
      open_(open),
      work_(context_.get_executor()),
      ticker_(context_),
      tick_interval_(tick_for(limits)),
      engine_(std::move(service), std::move(options)),
      cache_(std::move(generation)),
      gate_(gate) {}

EventLoop::~EventLoop() = default;

std::shared_ptr<Connection> EventLoop::enroll(asio::ip::tcp::socket socket, std::uint64_t number) {
  now_ = std::chrono::steady_clock::now();
  auto connection =
      std::make_shared<Connection>(std::move(socket), *this, connections_.size(), number);
  connections_.push_back(connection);
  if (!std::exchange(ticking_, true)) tick();
  return connection;
}

void EventLoop::add(asio::ip::tcp::socket socket, std::uint64_t number) {
  enroll(std::move(socket), number)->start();
}

void EventLoop::reject(asio::ip::tcp::socket socket) {
  enroll(std::move(socket), 0)
      ->refuse({503, "more than " + std::to_string(limits_.max_connections) +
                         " connections at once; raise it with --max-connections"});
}

void EventLoop::remove(Connection& connection) {
  const std::size_t slot = connection.slot();
  std::swap(connections_[slot], connections_.back());
  connections_[slot]->move_to(slot);
  connections_.pop_back();
  --open_;
  if (draining_ && connections_.empty()) {
    work_.reset();
    ticker_.cancel();
  }
}

bool EventLoop::hold_back(Connection& connection) {
  if (gate_ == nullptr) return false;
  const std::uint64_t position = gate_->position();
  if (gate_->is_open(position)) return false;
  held_.push_back({position, connection.shared_from_this()});
  return true;
}

void EventLoop::release() {
  while (!held_.empty() && gate_->is_open(held_.front().position)) {
    const auto connection = std::move(held_.front().connection);
    held_.pop_front();
    connection->go_on();
  }
}

void EventLoop::drain() {
  draining_ = true;
  const auto connections = connections_;  // they leave the list while they are told
  for (const auto& connection : connections) connection->drain();
  if (connections_.empty()) {
    work_.reset();
    ticker_.cancel();
  }
}

/// One timer for all deadlines; it rests while there is nothing to watch.
void EventLoop::tick() {
  now_ = std::chrono::steady_clock::now();
  for (std::size_t i = connections_.size(); i-- > 0;) {
    if (i < connections_.size()) {
      const auto connection = connections_[i];
      connection->check_deadline(now_);
    }
  }
  ticking_ = !connections_.empty();
  if (ticking_) {
    ticker_.expires_after(tick_interval_);
    ticker_.async_wait([this](const asio::error_code& error) {
      if (!error) tick();
    });
  }
}

}  // namespace mockmeter
