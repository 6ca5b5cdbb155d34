#pragma once

#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace mockmeter {

/// The wire of one connection: a socket that never blocks, and what it has not taken yet. Not
/// thread-safe.
class Transport {
 public:
  struct Input {
    std::string_view bytes;  ///< in `scratch`; empty when nothing is there yet
    bool ended = false;      ///< the client sends no more, or the connection is broken
  };

  /// `socket` is non-blocking.
  explicit Transport(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}

  /// What has come, without waiting.
  Input read(asio::mutable_buffer scratch);
  /// Sends one behind the other; keeps what the socket does not take at once for flush(). False
  /// when the connection is broken.
  bool send(std::string_view head, std::string_view body);
  /// Sends more of what was kept. False when the connection is broken.
  bool flush();
  bool all_sent() const { return unsent_.empty(); }
  /// Whether the client's kernel has taken over all that was sent.
  bool all_delivered();
  /// Tells the client that nothing more comes; it may still send.
  void finish();
  void close();
  /// Closes with a TCP reset.
  void reset();

  asio::ip::tcp::socket& socket() { return socket_; }  ///< to wait on

 private:
  asio::ip::tcp::socket socket_;
  std::string unsent_;
  std::size_t unsent_from_ = 0;
};

}  // namespace mockmeter
