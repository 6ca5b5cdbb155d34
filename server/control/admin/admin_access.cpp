#include "server/control/admin/admin_access.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "server/api/credentials.h"
#include "server/control/admin/admin.h"
#include "server/control/problem.h"

namespace mockmeter {
namespace {

constexpr std::string_view kLocalhost = "localhost";

bool reads_as(int family, std::string_view text) {
  std::array<unsigned char, 16> address{};
  return inet_pton(family, std::string(text).c_str(), address.data()) == 1;
}

bool is_address(std::string_view host) {
  return reads_as(AF_INET, host) || reads_as(AF_INET6, host);
}

bool is_wildcard(std::string_view host) { return host == "0.0.0.0" || host == "::"; }

/// "localhost" of "localhost:8080", "::1" of "[::1]:8080".
std::string_view without_port(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
  return authority.substr(0, authority.find(':'));
}

bool ends_with_label(std::string_view host, std::string_view label) {
  return host.size() > label.size() &&
         equal_without_case(host.substr(host.size() - label.size()), label) &&
         host[host.size() - label.size() - 1] == '.';
}

/// A trailing dot says that the name is complete.
std::string_view without_last_dot(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

bool is_one_of(const std::vector<std::string>& hosts, std::string_view host) {
  return std::ranges::any_of(hosts, [&](std::string_view each) {
    return equal_without_case(without_last_dot(each), without_last_dot(host));
  });
}

/// Whether a client may call the control plane by this host.
/// Choice: where it is bound to every address, or to a name, any address will do: it takes a name
/// to rebind.
bool is_ours(std::string_view host, const AdminAccess& access) {
  const std::string_view bound = access.host;
  const bool bound_to_one = is_loopback(bound) || (is_address(bound) && !is_wildcard(bound));
  return is_loopback(host) || (!host.empty() && equal_without_case(host, bound)) ||
         (!bound_to_one && is_address(host)) || is_one_of(access.hosts, host);
}

/// "localhost:3000" of "http://localhost:3000"; empty for "null".
std::string_view authority_of(std::string_view origin) {
  constexpr std::string_view kMark = "://";
  const std::size_t mark = origin.find(kMark);
  return mark == std::string_view::npos ? std::string_view() : origin.substr(mark + kMark.size());
}

/// Takes as long for a wrong token as for the right one.
bool is_same_secret(std::string_view given, std::string_view secret) {
  unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (std::size_t i = 0; i < given.size(); ++i) {
    difference |= static_cast<unsigned char>(given[i] ^ secret[i % secret.size()]);
  }
  return difference == 0;
}

/// `authority`: what `value` says of a host and a port.
Response forbidden(std::string_view field, std::string_view value, std::string_view authority) {
  const std::string_view host = without_port(authority);
  const std::string name(is_host_name(host) ? host : "NAME");
  return problem(403, "Not from here",
                 std::string(field) + " \"" + std::string(value) +
                     "\" is not a name of this mock; start it with --admin-host " + name +
                     " (or MOCKMETER_ADMIN_HOST=" + name +
                     "), or call the control plane by localhost, by 127.0.0.1, by what --host "
                     "says, or with the token of --admin-token");
}

Response unauthorized(bool wrong) {
  Response refusal = problem(401, "A token is needed",
                             std::string(wrong ? "this is not" : "send") +
                                 " the token of --admin-token: Authorization: Bearer ...");
  // Source: RFC 6750 section 3.
  refusal.headers.add("WWW-Authenticate", std::string("Bearer realm=\"mockmeter\"") +
                                              (wrong ? ", error=\"invalid_token\"" : ""));
  return refusal;
}

// Whoever starts a mock may wait until it is ready without knowing its names and secrets.
bool is_health(const Request& request) {
  return request.path() == std::string(kAdminPrefix) + "/health";
}

// A browser cannot send a token before there is a page that knows it.
bool is_dashboard(const Request& request) {
  std::string_view path = request.path();
  if (is_typed_address(request) || path == kAdminPrefix) return true;
  if (!path.starts_with(kDashboardPath)) return path.size() == kAdminPrefix.size() + 1;
  path.remove_prefix(kDashboardPath.size());
  return path.empty() || path.front() == '/';
}

/// The refusal of a page in a browser that comes from elsewhere.
std::optional<Response> refuse_origin(const Request& request, const AdminAccess& access) {
  const auto origin = request.headers.get("Origin");
  if (!origin) return std::nullopt;
  const std::string_view authority = authority_of(*origin);
  if (is_ours(without_port(authority), access)) return std::nullopt;
  return forbidden("Origin", *origin, authority);
}

std::optional<Response> refuse_token(const Request& request, const AdminAccess& access) {
  const auto token = credentials_of(request.headers, "Bearer");
  if (token && is_same_secret(*token, access.token)) return std::nullopt;
  return unauthorized(token.has_value());
}

}  // namespace

bool is_loopback(std::string_view host) {
  host = without_last_dot(host);
  return equal_without_case(host, kLocalhost) || ends_with_label(host, kLocalhost) ||
         (host.starts_with("127.") && reads_as(AF_INET, host)) || host == "::1";
}

bool is_host_name(std::string_view text) {
  // Choice: names of services in compose files have underscores, which host names do not.
  static constexpr std::string_view kMarks = "-._";
  // Source: RFC 1035 section 2.3.4, without the first length byte and the root.
  constexpr std::size_t kMaxBytes = 253;
  const auto is_allowed = [](unsigned char c) {
    return std::isalnum(c) != 0 || kMarks.find(static_cast<char>(c)) != kMarks.npos;
  };
  return is_address(text) || (!text.empty() && text.size() <= kMaxBytes && !text.starts_with('.') &&
                              std::ranges::all_of(text, is_allowed));
}

std::optional<Response> refuse_access(const Request& request, const AdminAccess& access) {
  if (is_health(request)) return refuse_origin(request, access);
  // A token is more than a name: no page can send one that it does not know.
  if (!access.token.empty()) {
    return is_dashboard(request) ? std::nullopt : refuse_token(request, access);
  }
  const auto host = request.headers.get("Host");
  if (host && !is_ours(without_port(*host), access)) return forbidden("Host", *host, *host);
  return refuse_origin(request, access);
}

}  // namespace mockmeter
