#include "server/http/bind.h"

#include <stdexcept>
#include <utility>

namespace mockmeter {
namespace {

using asio::ip::tcp;

// Choice: that a port is free on one loopback address and taken on the other is rare enough.
constexpr int kAttempts = 16;

std::runtime_error cannot_listen(const ListenAddress& place, const asio::error_code& error) {
  const std::string name = to_string(place);
  if (error == asio::error::address_in_use) {
    return std::runtime_error(name + " is in use; choose another " + place.option +
                              ", or 0 for any");
  }
  if (error == asio::error::access_denied) {
    return std::runtime_error(name + " needs rights that this user lacks; choose a " +
                              place.option + " above 1023, or 0 for any");
  }
  return std::runtime_error(name + " cannot be listened on (" + error.message() +
                            "); choose a --host of this machine, such as 127.0.0.1 or ::1");
}

std::vector<asio::ip::address> addresses_of(const ListenAddress& place, asio::io_context& context) {
  // Source: RFC 6761 section 6.3: localhost is the loopback addresses. Clients try either first.
  if (place.host == "localhost") {
    return {asio::ip::address_v4::loopback(), asio::ip::address_v6::loopback()};
  }
  asio::error_code error;
  const auto address = asio::ip::make_address(place.host, error);
  if (!error) return {address};
  const auto found = tcp::resolver(context).resolve(place.host, "", tcp::resolver::passive, error);
  if (error || found.empty()) throw cannot_listen(place, error);
  return {found.begin()->endpoint().address()};
}

tcp::acceptor bind_one(const tcp::endpoint& endpoint, asio::io_context& context,
                       asio::error_code& error) {
  tcp::acceptor acceptor(context);
  acceptor.open(endpoint.protocol(), error);
  if (!error) {
    // No SO_REUSEPORT: it would hide that the port is in use.
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    acceptor.bind(endpoint, error);
  }
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  return acceptor;
}

bool is_absent(const asio::error_code& error) {
  return error == asio::error::address_family_not_supported ||
         error == asio::error_code(EADDRNOTAVAIL, asio::system_category());
}

/// Those of the addresses that this machine has; `error` when that is none, or one is taken.
std::vector<tcp::acceptor> bind_all(const std::vector<asio::ip::address>& addresses,
                                    std::uint16_t port, asio::io_context& context,
                                    asio::error_code& error) {
  std::vector<tcp::acceptor> bound;
  for (const auto& address : addresses) {
    tcp::acceptor acceptor = bind_one({address, port}, context, error);
    if (!error) {
      port = acceptor.local_endpoint().port();
      bound.push_back(std::move(acceptor));
    } else if (!is_absent(error)) {
      return {};
    }
  }
  if (!bound.empty()) error.clear();
  return bound;
}

}  // namespace

std::string to_string(const ListenAddress& place) {
  const bool bare = place.host.find(':') == std::string::npos;
  return (bare ? place.host : "[" + place.host + "]") + ":" + std::to_string(place.port);
}

std::vector<tcp::acceptor> bind_to(const ListenAddress& place, asio::io_context& context) {
  const auto addresses = addresses_of(place, context);
  asio::error_code error;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto bound = bind_all(addresses, place.port, context, error);
    if (!error) return bound;
    if (place.port != 0 || error != asio::error::address_in_use) break;
  }
  throw cannot_listen(place, error);
}

}  // namespace mockmeter
