#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/credentials.h"
#include "server/api/message.h"

namespace mockmeter {

/// The faults that a request itself names: `Prefer: fault="status=503"`, and what follows a "!" in
/// its credential (for Basic in the password): `Bearer key!status=503,times=2`.
/// Nothing is parsed yet, so that this costs little and cannot fail.
struct RequestedFaults {
  std::optional<Request> stripped;  ///< the request without the suffix, when it has one
  std::optional<std::string> suffix;
  std::optional<std::string> preference;
  /// Authorization as it came, when a fault is named: whose requests are counted.
  std::string requester;

  explicit operator bool() const { return suffix || preference; }
};

/// `credential` is the request's, and loses the suffix.
/// Choice: the first "!" ends the credential; the secrets of a world do without one.
RequestedFaults read_requested_faults(const Request& request, Credential& credential);

/// The value of the first preference of that name in the Prefer fields of a request, without its
/// quotes; "" for a preference without a value. Empty when there is none.
/// Source: RFC 7240 section 2; RFC 9110 section 5.6.4 for quoted strings. Choice: a bare value may
/// hold any character but blanks, commas and semicolons, so that `fault=status=503` does as well.
std::optional<std::string> preference(const Headers& headers, std::string_view name);

}  // namespace mockmeter
