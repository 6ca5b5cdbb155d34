#include "conformance/check/server_url.h"

#include <algorithm>
#include <stdexcept>

#include "base/text/numbers.h"

namespace mockmeter::conformance {
namespace {

[[noreturn]] void refuse_url(std::string_view url, const std::string& why) {
  throw std::invalid_argument("\"" + std::string(url) + "\" is no URL of a server: " + why +
                              "; use http://HOST:PORT or https://HOST");
}

std::size_t scheme_length(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.starts_with(scheme)) return scheme.size();
  }
  refuse_url(url, "it begins with neither http:// nor https://");
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && whole_number<unsigned>(text).has_value();
}

/// Behind the bracket of an IPv6 address, or behind the name.
std::string_view port_part(std::string_view authority) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != authority.npos && (bracket == authority.npos || colon > bracket);
  return has_port ? authority.substr(colon) : std::string_view();
}

}  // namespace

ServerUrl parse_server_url(std::string_view url) {
  const std::size_t scheme = scheme_length(url);
  const std::size_t slash = std::min(url.find('/', scheme), url.size());
  const std::string_view authority = url.substr(scheme, slash - scheme);
  // A secret in a URL ends up in shells' histories and in reports; not in this message.
  if (authority.find('@') != authority.npos) {
    throw std::invalid_argument(
        "the URL has a user or a password in it: credentials come from the environment");
  }
  const std::string_view port = port_part(authority);
  if (authority.size() == port.size()) refuse_url(url, "it names no host");
  if (!port.empty() && !is_port(port.substr(1))) refuse_url(url, "its port is no number");
  if (url.find_first_of("?# ") != url.npos)
    refuse_url(url, "it has a query, a fragment or a blank");
  ServerUrl address{std::string(url.substr(0, slash)), std::string(url.substr(slash))};
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string target_at(const ServerUrl& address, std::string_view base_path, std::string_view path) {
  std::string_view front = address.path;
  if (front.ends_with(base_path) && path.starts_with(base_path)) {
    front.remove_suffix(base_path.size());
  }
  return std::string(front) + std::string(path);
}

}  // namespace mockmeter::conformance
