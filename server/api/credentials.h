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

struct UserPassword {
  std::string user;
  std::string password;
};

/// The pair behind what follows "Basic"; empty when it is not the base64 of one.
/// Source: RFC 7617 section 2: a user-id cannot contain a colon, a password can.
std::optional<UserPassword> decode_basic(std::string_view encoded);

/// Whether such a credential is there and has its form, be it known or not: for "Basic" a user and
/// a password, for others anything that is not empty.
bool has_credential(const Headers& headers, std::string_view scheme);

}  // namespace mockmeter
