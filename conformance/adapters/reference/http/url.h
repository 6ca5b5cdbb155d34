#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reference {

/// Scheme, host and port: what a credential belongs to.
struct Origin {
  bool tls = false;
  std::string host;  ///< without the brackets of IPv6
  int port = 80;

  friend bool operator==(const Origin&, const Origin&) = default;
};
std::string to_string(const Origin& origin);  ///< "https://127.0.0.1:443"

struct Url {
  Origin origin;
  std::string target;  ///< path and query; "" or begins with a slash
};

/// An absolute http or https URL; a fragment is cut off, user information is no URL.
std::optional<Url> parse_url(std::string_view text);

/// Percent-encodes all but the unreserved characters of RFC 3986 2.3 and those of `keep`.
std::string percent_encode(std::string_view text, std::string_view keep = "");

/// What a Location of a response from `base` leads to (RFC 3986 5.2, without dot segments).
std::optional<Url> resolve(const Url& base, std::string_view location);

}  // namespace reference
