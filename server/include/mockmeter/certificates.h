#pragma once

#include <memory>
#include <string>

namespace mockmeter {

/// A certificate authority that may vouch for any number of servers: a client that trusts it trusts
/// them all. Immutable, so any thread may use it; what it consists of is nobody's business.
struct CertificateAuthority;

/// Another one with every call. Throws std::runtime_error when OpenSSL cannot.
std::shared_ptr<const CertificateAuthority> make_authority();

/// Its own certificate, which clients have to trust: PEM.
const std::string& certificate_of(const CertificateAuthority& authority);

/// What is wrong with a generated certificate, so that a client has to refuse it.
enum class CertificateDefect {
  kNone,
  kUnknownAuthority,  ///< an authority that nobody knows vouches for it
  kWrongHost,         ///< it is for another host
  kExpired,
};

}  // namespace mockmeter
