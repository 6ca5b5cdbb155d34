#include "server/http/connection.h"

#include <algorithm>
#include <utility>

namespace mockmeter {
namespace {

constexpr std::chrono::milliseconds kLinger{1000};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

Rejection too_slow(std::string_view what, std::chrono::milliseconds limit,
                   std::string_view option) {
  return {408, std::string(what) + " took longer than " + std::to_string(limit.count()) +
                   " ms to arrive; raise it with " + std::string(option)};
}

}  // namespace

Connection::TimedDelivery::TimedDelivery(WireResponse ready, asio::io_context& context)
    : response(std::move(ready)),
      steps(response.delivery, response.head.size(), response.body.size()),
      timer(context),
      start(std::chrono::steady_clock::now()) {}

Connection::Connection(asio::ip::tcp::socket socket, EventLoop& loop, std::size_t slot,
                       std::uint64_t number)
    : transport_(std::move(socket), loop.tls(), loop.count()),
      loop_(loop),
      slot_(slot),
      framer_(loop.limits(), number) {}

void Connection::start() {
  set_deadline(loop_.limits().header_timeout);
  await_bytes();
}

void Connection::await_bytes() {
  if (std::exchange(awaiting_bytes_, true)) return;
  transport_.socket().async_wait(asio::ip::tcp::socket::wait_read,
                                 [self = shared_from_this()](const asio::error_code& error) {
                                   self->awaiting_bytes_ = false;
                                   if (!error) self->on_readable();
                                 });
}

void Connection::on_readable() {
  if (state_ == State::kResponding || state_ == State::kClosed) return;
  const Transport::Input input = transport_.read(loop_.scratch());
  await_writable();
  if (input.state == Transport::State::kNotTls) {
    return refuse({400, "this port speaks TLS; use https://"});
  }
  if (input.state == Transport::State::kFailed) return linger();
  if (postponed_ && transport_.established()) {
    return refuse(*std::exchange(postponed_, std::nullopt));
  }
  const bool open = input.state == Transport::State::kOpen;
  if (state_ != State::kReading) {
    return open ? await_bytes() : close();  // lingering or hanging: nobody reads what comes
  }
  if (open || !input.bytes.empty()) input.bytes.empty() ? await_rest() : serve(input.bytes);
  if (!open && state_ == State::kReading) close();
}

/// The heart: every request that is whole is answered, in order, one at a time.
void Connection::serve(std::string_view input) {
  while (state_ == State::kReading) {
    const bool may_be_known = framer_.phase() == Framer::Phase::kIdle && !loop_.draining();
    const std::string_view key = may_be_known ? ResponseCache::key_of(input) : std::string_view();
    if (const WireResponse* known = loop_.cache().find(key)) {
      input.remove_prefix(key.size());
      deliver(*known);
      continue;
    }
    const std::size_t before = input.size();
    switch (framer_.feed(input)) {
      case Framer::State::kMore:
        return await_rest();
      case Framer::State::kRejected:
        return refuse(framer_.rejection());
      case Framer::State::kComplete:
        // A head with a body behind it is no key: the body would be part of it.
        respond(before - input.size() == key.size() ? key : std::string_view());
    }
  }
  rest_ = input;
}

void Connection::await_rest() {
  const Framer::Phase phase = framer_.phase();
  if (phase == Framer::Phase::kIdle && loop_.draining()) return close();
  if (framer_.take_expectation()) transmit(kContinue, {});
  if (std::exchange(timed_phase_, phase) != phase) {
    set_deadline(phase == Framer::Phase::kHead ? loop_.limits().header_timeout
                                               : loop_.limits().body_timeout);
  }
  await_bytes();
}

void Connection::respond(std::string_view key) {
  state_ = State::kResponding;
  WireResponse& response = loop_.response();
  const ConnectionOptions terms{framer_.http_1_0(), framer_.keep_alive() && !loop_.draining()};
  loop_.engine().respond(framer_.request(), terms, response);
  if (response.delivery.retry.count() > 0) return respond_later(response.delivery.retry);
  held_.reset();
  framer_.next();
  if (!is_planned(response.delivery)) loop_.cache().keep(key, response);
  deliver(response);
}

void Connection::send_whole(const WireResponse& response) {
  state_ = State::kResponding;
  end_ = response.close ? Delivery::End::kClose : Delivery::End::kKeep;
  transmit(response.head, response.body);
  if (state_ == State::kResponding && transport_.all_sent()) finish_response();
}

void Connection::transmit(std::string_view head, std::string_view body) {
  transport_.send(head, body) ? await_writable() : close();
}

/// Until what the socket did not take is out.
void Connection::await_writable() {
  if (transport_.all_sent() || std::exchange(awaiting_writable_, true)) return;
  set_deadline(loop_.limits().idle_timeout);
  transport_.socket().async_wait(asio::ip::tcp::socket::wait_write,
                                 [self = shared_from_this()](const asio::error_code& error) {
                                   self->awaiting_writable_ = false;
                                   if (!error) self->on_writable();
                                 });
}

void Connection::on_writable() {
  if (state_ == State::kClosed) return;
  if (!transport_.flush()) return close();
  if (!transport_.all_sent()) return await_writable();
  if (state_ == State::kResponding) on_all_sent();
}

void Connection::on_all_sent() {
  if (planned_) {
    deadline_ = EventLoop::Time::max();
    next_step();
  } else {
    finish_response();
  }
  if (state_ == State::kReading) serve(std::exchange(rest_, {}));
}

void Connection::finish_response() {
  switch (end_) {
    case Delivery::End::kKeep:
      state_ = State::kReading;
      timed_phase_ = Framer::Phase::kIdle;
      return set_deadline(loop_.limits().idle_timeout);
    case Delivery::End::kClose:
      return linger();
    case Delivery::End::kReset:  // only behind a plan, see end_delivery
      return reset();
    case Delivery::End::kHang:
      state_ = State::kHanging;
      deadline_ = EventLoop::Time::max();
      return await_bytes();
  }
}

void Connection::refuse(const Rejection& rejection) {
  if (!transport_.established()) {
    postponed_ = rejection;
    set_deadline(kLinger);
    return await_bytes();
  }
  state_ = State::kResponding;
  end_ = Delivery::End::kClose;
  transmit(render(rejection, loop_.engine().date()), {});
  if (state_ == State::kResponding && transport_.all_sent()) finish_response();
}

/// Closing with unread bytes in the socket would reset the connection and could take the response
/// away from the client.
void Connection::linger() {
  transport_.finish();
  state_ = State::kLingering;
  set_deadline(kLinger);
  await_bytes();
}

void Connection::reset() {
  transport_.reset();
  close();
}

void Connection::check_deadline(EventLoop::Time now) {
  if (now < deadline_) return;
  if (state_ != State::kReading || framer_.phase() == Framer::Phase::kIdle) return close();
  const Limits& limits = loop_.limits();
  refuse(framer_.phase() == Framer::Phase::kHead
             ? too_slow("the request head", limits.header_timeout, "--header-timeout")
             : too_slow("the request body", limits.body_timeout, "--body-timeout"));
}

void Connection::drain() {
  if (planned_ || held_ || state_ == State::kHanging) return close();
  // What lies unread in the socket may be a whole request: it still gets its response.
  if (state_ == State::kReading) on_readable();
}

void Connection::close() {
  if (std::exchange(state_, State::kClosed) == State::kClosed) return;
  planned_.reset();
  held_.reset();
  held_back_.reset();
  transport_.close();
  loop_.remove(*this);
}

void Connection::set_deadline(std::chrono::milliseconds after) {
  // The loop's time may be one tick old: better late than early.
  deadline_ = loop_.now() + after + loop_.tick_interval();
}

}  // namespace mockmeter
