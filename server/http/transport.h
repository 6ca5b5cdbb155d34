#pragma once

#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/tls/tls_session.h"

namespace mockmeter {

/// A number of bytes that one thread counts and any may read. Costs what a plain number does.
class ByteCount {
 public:
  void add(std::size_t bytes) {
    count_.store(count_.load(std::memory_order_relaxed) + bytes, std::memory_order_relaxed);
  }
  std::uint64_t total() const { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> count_{0};
};

/// The bytes of all connections of a loop, as the sockets have them.
struct WireCount {
  ByteCount received;
  ByteCount sent;
};

/// The wire of one connection: a socket that never blocks, TLS if wanted, and what the socket has
/// not taken yet. Not thread-safe.
class Transport {
 public:
  enum class State {
    kOpen,
    kEnded,   ///< the client sends no more, or the connection is broken
    kFailed,  ///< the client broke TLS; it has been told
    kNotTls,  ///< it speaks HTTP where TLS is expected; from now on, so do we
  };
  struct Input {
    std::string_view bytes;  ///< in `scratch`; empty when nothing is there yet
    State state = State::kOpen;
  };

  /// `socket` is non-blocking. Null `tls` = plain. `count` lives longer.
  Transport(asio::ip::tcp::socket socket, const TlsContext* tls, WireCount& count);

  /// Whether a client can read what is sent: not before a TLS handshake.
  bool established() const { return !session_ || session_->established(); }
  /// What has come, without waiting; 64 kB of `scratch` are enough. With TLS there may be something
  /// to flush() afterwards.
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
  /// Closes; in TLS not without saying so.
  void close();
  /// Closes with a TCP reset.
  void reset();

  asio::ip::tcp::socket& socket() { return socket_; }  ///< to wait on

 private:
  Input read_plain(asio::mutable_buffer buffer);
  Input read_encrypted(asio::mutable_buffer scratch);
  void end_session();

  asio::ip::tcp::socket socket_;
  std::unique_ptr<TlsSession> session_;
  WireCount& count_;
  bool heard_ = false;  // anything at all
  std::string unsent_;
  std::size_t unsent_from_ = 0;
};

}  // namespace mockmeter
