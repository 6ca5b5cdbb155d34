#include <algorithm>
#include <utility>

#include "server/http/connection.h"

// How a connection sends a response that has to wait, or whose delivery takes time.
namespace mockmeter {
namespace {

constexpr std::chrono::milliseconds kResetPatience{1000};
constexpr std::chrono::milliseconds kResetPoll{2};

}  // namespace

/// At once, or when the gate opens.
void Connection::deliver(const WireResponse& response) {
  state_ = State::kResponding;
  if (!loop_.hold_back(*this)) return send(response);
  held_back_ = response;
  deadline_ = EventLoop::Time::max();
}

void Connection::go_on() {
  if (!held_back_) return;  // it was closed
  const WireResponse response = std::move(*std::exchange(held_back_, std::nullopt));
  send(response);
  if (state_ == State::kReading) serve(std::exchange(rest_, {}));
}

void Connection::send(const WireResponse& response) {
  is_planned(response.delivery) ? start_delivery(response) : send_whole(response);
}

/// The framer keeps the request meanwhile. A client that leaves is noticed when the response is
/// sent.
void Connection::respond_later(std::chrono::milliseconds after) {
  if (loop_.draining()) return close();
  deadline_ = EventLoop::Time::max();
  if (!held_) held_ = std::make_unique<HeldRequest>(loop_.context());
  held_->timer.expires_after(after);
  held_->timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (error || !self->held_) return;
    const auto waited = std::chrono::steady_clock::now() - self->held_->since;
    self->framer_.set_waited(std::chrono::duration_cast<std::chrono::milliseconds>(waited));
    self->respond({});
    if (self->state_ == State::kReading) self->serve(std::exchange(self->rest_, {}));
  });
}

void Connection::start_delivery(WireResponse response) {
  if (loop_.draining()) return close();
  deadline_ = EventLoop::Time::max();
  planned_ = std::make_unique<TimedDelivery>(std::move(response), loop_.context());
  next_step();
}

void Connection::next_step() {
  const auto step = planned_->steps.next();
  if (!step) return end_delivery();
  planned_->timer.expires_at(planned_->start + step->at);
  planned_->timer.async_wait(
      [self = shared_from_this(), until = step->until](const asio::error_code& error) {
        if (!error && self->planned_) self->send_until(until);
      });
}

void Connection::end_delivery() {
  const Delivery::End end = planned_->steps.end();
  if (end == Delivery::End::kReset) {
    return reset_when_read(std::chrono::steady_clock::now() + kResetPatience);
  }
  end_ = end == Delivery::End::kKeep && planned_->response.close ? Delivery::End::kClose : end;
  planned_.reset();
  finish_response();
}

/// A reset throws away what the client's kernel has not taken over yet, so that is waited for.
void Connection::reset_when_read(EventLoop::Time latest) {
  if (transport_.all_delivered() || std::chrono::steady_clock::now() >= latest) return reset();
  planned_->timer.expires_after(kResetPoll);
  planned_->timer.async_wait([self = shared_from_this(), latest](const asio::error_code& error) {
    if (!error && self->planned_) self->reset_when_read(latest);
  });
}

void Connection::send_until(std::size_t until) {
  const WireResponse& response = planned_->response;
  const std::size_t from = std::exchange(planned_->sent, until);
  const std::size_t head = response.head.size();
  const auto part = [from, until](std::string_view text, std::size_t offset) {
    const std::size_t first = std::clamp(from, offset, offset + text.size()) - offset;
    const std::size_t last = std::clamp(until, offset, offset + text.size()) - offset;
    return text.substr(first, last - first);
  };
  transmit(part(response.head, 0), part(response.body, head));
  if (state_ == State::kResponding && transport_.all_sent()) on_all_sent();
}

}  // namespace mockmeter
