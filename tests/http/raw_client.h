#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace mockmeter {

/// A client that sends exactly the bytes it is given, and tells how a connection ended. Reads give
/// up after five seconds.
class RawClient {
 public:
  enum class End { kOpen, kClosed, kReset };
  struct Reading {
    std::string bytes;
    End end = End::kOpen;  ///< kOpen: nothing more came in time
  };

  /// `before_connecting` runs when the client has its socket.
  explicit RawClient(std::uint16_t port, const std::function<void()>& before_connecting = {});
  /// To ::1.
  static RawClient over_ipv6(std::uint16_t port);
  virtual ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  virtual void send(std::string_view bytes);
  void finish_sending();
  /// One answer: its head and as many bytes as Content-Length says. Keeps what comes behind it.
  std::string read_response(bool head_only = false);
  /// Everything until the connection ends, or until nothing came for `patience` milliseconds.
  Reading read_to_end(int patience = 5000);

 protected:
  enum class Heard { kBytes, kEnd, kReset, kNothing };
  /// Waits for the next bytes and appends them to `to`.
  virtual Heard hear(int patience, std::string& to);

 private:
  struct Ipv6 {};
  RawClient(std::uint16_t port, Ipv6);
  bool fill(int patience, End* end = nullptr);

  int socket_;
  std::string buffer_;
};

}  // namespace mockmeter
