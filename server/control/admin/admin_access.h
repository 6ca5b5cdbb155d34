#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/message.h"

namespace mockmeter {

/// Who may use the control plane.
struct AdminAccess {
  std::string host;   ///< the address or name that it is bound to
  std::string token;  ///< that a bearer has to know; empty = anybody may
};

/// The refusal of a request that may not use the control plane; empty when it may. A page in a
/// browser on this machine must not, whatever its server's name resolves to (DNS rebinding): the
/// Host, and an Origin where there is one, have to be names of this machine.
std::optional<Response> refuse_access(const Request& request, const AdminAccess& access);

/// Whether a host can only mean this machine: localhost, *.localhost, 127.0.0.0/8, ::1.
/// Source: RFC 6761 section 6.3, RFC 1122 section 3.2.1.3.
bool is_loopback(std::string_view host);

}  // namespace mockmeter
