#include "conformance/adapters/reference/http/url.h"

#include <charconv>

namespace reference {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
constexpr std::string_view kHex = "0123456789ABCDEF";

std::optional<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (port < 1 || port > 65535) return std::nullopt;
  return port;
}

std::optional<Origin> parse_authority(bool tls, std::string_view text) {
  Origin origin{tls, "", tls ? 443 : 80};
  const bool bracketed = text.substr(0, 1) == "[";
  const std::size_t host_end = bracketed ? text.find(']') : text.find(':');
  if (bracketed && host_end == std::string_view::npos) return std::nullopt;
  origin.host = bracketed ? text.substr(1, host_end - 1) : text.substr(0, host_end);
  if (origin.host.empty() || text.find('@') != std::string_view::npos) return std::nullopt;
  if (host_end == std::string_view::npos) return origin;
  const std::string_view rest = text.substr(host_end + (bracketed ? 1 : 0));
  if (rest.empty()) return origin;
  const auto port = parse_port(rest.substr(1));
  if (rest.front() != ':' || !port) return std::nullopt;
  origin.port = *port;
  return origin;
}

std::string_view without_fragment(std::string_view text) { return text.substr(0, text.find('#')); }

}  // namespace

std::string to_string(const Origin& origin) {
  const bool v6 = origin.host.find(':') != std::string::npos;
  return (origin.tls ? "https://" : "http://") + (v6 ? "[" + origin.host + "]" : origin.host) +
         ":" + std::to_string(origin.port);
}

std::optional<Url> parse_url(std::string_view text) {
  const bool tls = text.substr(0, 8) == "https://";
  if (!tls && text.substr(0, 7) != "http://") return std::nullopt;
  text = without_fragment(text.substr(tls ? 8 : 7));
  const std::size_t path = text.find_first_of("/?");
  const auto origin = parse_authority(tls, text.substr(0, path));
  if (!origin) return std::nullopt;
  std::string target(path == std::string_view::npos ? "" : text.substr(path));
  if (target.substr(0, 1) == "?") target.insert(0, 1, '/');
  return Url{*origin, target};
}

std::string percent_encode(std::string_view text, std::string_view keep) {
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos || keep.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

std::optional<Url> resolve(const Url& base, std::string_view location) {
  location = without_fragment(location);
  if (location.empty()) return std::nullopt;
  if (location.substr(0, 2) == "//") {
    return parse_url((base.origin.tls ? "https:" : "http:") + std::string(location));
  }
  if (location.front() == '/') return Url{base.origin, std::string(location)};
  if (location.find("://") != std::string_view::npos) return parse_url(location);
  const std::string path = base.target.substr(0, base.target.find('?'));
  if (location.front() == '?') return Url{base.origin, path + std::string(location)};
  return Url{base.origin, path.substr(0, path.rfind('/') + 1) + std::string(location)};
}

}  // namespace reference
