#pragma once

#include <optional>
#include <string>

#include "server/api/message.h"

namespace mockmeter {

/// The faults that a request itself asks for: `Prefer: fault="status=503"`, and what follows a "!"
/// in its credential (for Basic in the password): `Bearer key!status=503,times=2`.
/// Nothing is parsed yet, so that this costs little and cannot fail.
struct FaultWish {
  std::optional<Request> bare;  ///< the request without the suffix, when it has one
  std::optional<std::string> suffix;
  std::optional<std::string> preference;
  std::string
      asker;  ///< Authorization as it came, when there is a wish: whose requests are counted

  explicit operator bool() const { return suffix || preference; }
};

/// Choice: the first "!" ends the credential; the secrets of a world do without one.
FaultWish fault_wish_of(const Request& request);

}  // namespace mockmeter
