#pragma once

#include <string>

#include "server/http/tls/identity.h"

namespace mockmeter {

/// An identity, and the PEM of an authority of its own that vouches for it.
struct IssuedIdentity {
  TlsIdentity identity;
  std::string authority;
};

inline IssuedIdentity issue_identity(const std::string& host) {
  const auto authority = make_authority();
  return {issue_identity(*authority, {host}), certificate_of(*authority)};
}

}  // namespace mockmeter
