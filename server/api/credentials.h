#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/message.h"

namespace mockmeter {

/// What follows "Bearer", "Basic", ... in the one Authorization field of a request; empty when
/// there is no such field or the scheme is another. The scheme has no case and may be followed by
/// several blanks.
/// Source: RFC 9110 sections 11.1 and 11.4. Choice: two Authorization fields are as good as none.
std::optional<std::string_view> credentials_of(const Headers& headers, std::string_view scheme);

/// The credential of a request, be it known or not, decoded once for all that look at it.
struct Credential {
  std::string_view scheme{};  ///< "basic", "bearer"; empty: there is none that has its form
  std::string user{};         ///< of Basic
  std::string secret{};       ///< the password of Basic
};

/// The user and the password behind what follows "Basic"; empty when it is not the base64 of such a
/// pair. Source: RFC 7617 section 2: a user-id cannot contain a colon, a password can.
std::optional<Credential> decode_basic(std::string_view encoded);

/// Reads "Bearer" with anything that is not empty, and "Basic" with a user and a password.
Credential read_credential(const Headers& headers);

/// The Authorization field that carries it; there has to be one.
std::string write_credential(const Credential& credential);

}  // namespace mockmeter
