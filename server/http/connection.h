#pragma once

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/delivery.h"
#include "server/http/engine.h"
#include "server/http/event_loop.h"
#include "server/http/framing.h"
#include "server/http/transport.h"

namespace mockmeter {

/// One client: reads bytes, frames them, has the engine respond, sends. Lives on its loop's thread,
/// until it closes itself.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, EventLoop& loop, std::size_t slot, std::uint64_t number);

  void start();
  /// Answers with the rejection, then closes in a way that lets the client read it.
  void refuse(const Rejection& rejection);
  void check_deadline(EventLoop::Time now);
  /// Sends the response that the gate held back.
  void go_on();
  /// The loop is stopping: ends now, or with the response that is owed.
  void drain();

  std::size_t slot() const { return slot_; }  ///< its place in the loop's list
  void move_to(std::size_t slot) { slot_ = slot; }

 private:
  enum class State {
    kReading,     ///< waits for a request or the rest of one
    kResponding,  ///< a response is on its way
    kLingering,   ///< all is sent; what the client still sends is thrown away for a moment
    kHanging,     ///< a delivery plan says so; until the client gives up
    kClosed,
  };
  /// A response whose delivery takes time.
  struct TimedDelivery {
    TimedDelivery(WireResponse ready, asio::io_context& context);
    WireResponse response;
    DeliverySteps steps;
    asio::steady_timer timer;
    EventLoop::Time start;
    std::size_t sent = 0;
  };

  /// A request whose response is not ready.
  struct HeldRequest {
    explicit HeldRequest(asio::io_context& context)
        : timer(context), since(std::chrono::steady_clock::now()) {}
    asio::steady_timer timer;
    EventLoop::Time since;
  };

  void await_bytes();
  void on_readable();
  void serve(std::string_view input);
  void await_rest();
  void respond(std::string_view key);
  void respond_later(std::chrono::milliseconds after);
  void deliver(const WireResponse& response);
  void send(const WireResponse& response);
  void send_whole(const WireResponse& response);
  void start_delivery(WireResponse response);
  void next_step();
  void end_delivery();
  void reset_when_read(EventLoop::Time latest);
  void send_until(std::size_t until);
  void transmit(std::string_view head, std::string_view body);
  void await_writable();
  void on_writable();
  void on_all_sent();
  void finish_response();
  void linger();
  void reset();
  void close();
  void set_deadline(std::chrono::milliseconds after);

  Transport transport_;
  EventLoop& loop_;
  std::size_t slot_;
  Framer framer_;
  State state_ = State::kReading;
  EventLoop::Time deadline_ = EventLoop::Time::max();
  Framer::Phase timed_phase_ = Framer::Phase::kIdle;  // what the deadline is for
  bool awaiting_bytes_ = false;
  bool awaiting_writable_ = false;
  std::optional<Rejection> postponed_;  // until the client can read it
  std::string rest_;                    // requests behind the one that is being handled
  Delivery::End end_ = Delivery::End::kKeep;
  std::optional<WireResponse> held_back_;
  std::unique_ptr<TimedDelivery> planned_;
  std::unique_ptr<HeldRequest> held_;
};

}  // namespace mockmeter
