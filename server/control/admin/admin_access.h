#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/message.h"

namespace mockmeter {

/// Who may use the control plane.
struct AdminAccess {
  std::string host;                  ///< the address or name that it is bound to
  std::string token;                 ///< that a bearer has to know; empty = anybody may
  std::vector<std::string> hosts{};  ///< other names by which clients may call it; no ports
};

/// The refusal of a request that may not use the control plane; empty when it may. Whoever sends
/// the token may, by any name. Without a token a page in a browser on this machine must not,
/// whatever its server's name resolves to (DNS rebinding): the Host, and an Origin where there is
/// one, have to be names of this machine or one of `hosts`. `GET /health` needs neither a name nor
/// a token; the files of the dashboard, which hold no data, need a name where there is no token.
std::optional<Response> refuse_access(const Request& request, const AdminAccess& access);

/// Whether a text can be one of `hosts`: a host name or an IP address, without scheme, port and
/// brackets.
bool is_host_name(std::string_view text);

/// Whether a host can only mean this machine: localhost, *.localhost, 127.0.0.0/8, ::1.
/// Source: RFC 6761 section 6.3, RFC 1122 section 3.2.1.3.
bool is_loopback(std::string_view host);

}  // namespace mockmeter
