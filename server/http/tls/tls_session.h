#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "server/http/tls/openssl.h"
#include "server/http/tls/tls_context.h"

namespace mockmeter {

/// The server's side of one TLS connection: bytes in, bytes out, no socket. Not thread-safe.
class TlsSession {
 public:
  /// Source: RFC 8446 section 5.1: a record holds at most 2^14 bytes.
  static constexpr std::size_t kLargestRecord = 16 * 1024;

  enum class State {
    kOpen,
    kEnded,   ///< the client has said that it sends no more
    kFailed,  ///< the client broke the protocol; the session is of no further use
  };
  struct Decrypted {
    std::string_view bytes;  ///< in the buffer that was given
    State state = State::kOpen;
  };

  explicit TlsSession(const TlsContext& context);
  TlsSession(const TlsSession&) = delete;  // OpenSSL holds its address
  TlsSession& operator=(const TlsSession&) = delete;

  /// Decrypts what is whole with the next bytes `wire` into `buffer`, which has room for
  /// kLargestRecord more than `wire`. Appends to `reply` what must be sent: a handshake, an alert.
  Decrypted decrypt(std::string_view wire, std::span<char> buffer, std::string& reply);
  /// Appends `bytes`, encrypted, to `wire`. Only when established().
  void encrypt(std::string_view bytes, std::string& wire);
  /// Appends the notice that nothing more comes (once, and if there is somebody to notify).
  void finish(std::string& wire);
  bool established() const { return SSL_is_init_finished(ssl_.get()) == 1; }

 private:
  struct Wire {
    std::string_view in;
    std::string* out = nullptr;
  };
  static BIO* new_bio(Wire& wire);
  static int read_wire(BIO* bio, char* to, int size);
  static int write_wire(BIO* bio, const char* from, int size);

  Wire wire_;
  SslPtr ssl_;
};

}  // namespace mockmeter
