#include "tests/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <utility>

#include "tests/support/content_length.h"

namespace mockmeter {
namespace {

/// Closes the socket when it throws: a constructor that throws has no destructor.
template <typename Address>
void connect_to(int socket, const Address& address) {
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket);
    throw std::runtime_error("cannot connect");
  }
}

}  // namespace

RawClient::RawClient(std::uint16_t port, const std::function<void()>& before_connecting)
    : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (before_connecting) before_connecting();
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connect_to(socket_, address);
}

RawClient::RawClient(std::uint16_t port, Ipv6) : socket_(::socket(AF_INET6, SOCK_STREAM, 0)) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  address.sin6_addr = in6addr_loopback;
  connect_to(socket_, address);
}

RawClient RawClient::over_ipv6(std::uint16_t port) { return {port, Ipv6{}}; }

RawClient::~RawClient() { ::close(socket_); }

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      return;  // the server has had enough; the reader will see why
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

RawClient::Heard RawClient::hear(int patience, std::string& to) {
  pollfd ready{socket_, POLLIN, 0};
  if (::poll(&ready, 1, patience) <= 0) return Heard::kNothing;
  char chunk[16 * 1024];
  const ssize_t size = ::recv(socket_, chunk, sizeof chunk, 0);
  if (size <= 0) return size == 0 ? Heard::kEnd : Heard::kReset;
  to.append(chunk, static_cast<std::size_t>(size));
  return Heard::kBytes;
}

bool RawClient::fill(int patience, End* end) {
  const Heard heard = hear(patience, buffer_);
  if (end != nullptr && (heard == Heard::kEnd || heard == Heard::kReset)) {
    *end = heard == Heard::kReset ? End::kReset : End::kClosed;
  }
  return heard == Heard::kBytes;
}

std::string RawClient::read_response(bool head_only) {
  constexpr int kPatience = 5000;
  std::size_t head = buffer_.find("\r\n\r\n");
  while (head == buffer_.npos) {
    if (!fill(kPatience)) return std::exchange(buffer_, {});
    head = buffer_.find("\r\n\r\n");
  }
  const std::size_t body = head_only ? 0 : content_length(buffer_.substr(0, head));
  const std::size_t size = head + 4 + body;
  while (buffer_.size() < size && fill(kPatience)) {
  }
  std::string response = buffer_.substr(0, size);
  buffer_.erase(0, response.size());
  return response;
}

RawClient::Reading RawClient::read_to_end(int patience) {
  End end = End::kOpen;
  while (fill(patience, &end)) {
  }
  return {std::exchange(buffer_, {}), end};
}

}  // namespace mockmeter
