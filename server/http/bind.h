#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace mockmeter {

/// Where to listen.
struct ListenAddress {
  std::string host;
  std::uint16_t port = 0;  ///< 0 = any free one
  std::string option;      ///< that sets the port, for messages: "--port"
};

/// "127.0.0.1:8080", "[::1]:8080".
std::string to_string(const ListenAddress& place);

/// Listening sockets, all on the same port: one, but for "localhost" both loopback addresses as far
/// as this machine has them. Throws std::runtime_error naming place and remedy when it cannot.
std::vector<asio::ip::tcp::acceptor> bind_to(const ListenAddress& place, asio::io_context& context);

}  // namespace mockmeter
