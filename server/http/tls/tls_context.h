#pragma once

#include "server/http/tls/identity.h"
#include "server/http/tls/openssl.h"

namespace mockmeter {

/// What all TLS connections of a listener share: TLS 1.2 and 1.3, HTTP/1.1 in ALPN, no
/// renegotiation. Immutable, so any thread may use it.
class TlsContext {
 public:
  /// Throws std::runtime_error naming the identity when OpenSSL finds it too weak.
  explicit TlsContext(const TlsIdentity& identity);

  /// A new server-side connection.
  SslPtr new_session() const { return SslPtr(SSL_new(context_.get())); }

 private:
  SslContextPtr context_;
};

}  // namespace mockmeter
