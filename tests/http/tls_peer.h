#pragma once

#include <string>
#include <string_view>

#include "server/http/tls/openssl.h"
#include "tests/http/raw_client.h"

namespace mockmeter {

/// The client's side of one TLS connection, in memory. Trusts only `authority` (PEM), and only for
/// `host`, an address or a name.
class TlsPeer {
 public:
  explicit TlsPeer(const std::string& authority, const std::string& host = "localhost");

  SSL* ssl() { return ssl_.get(); }  ///< to set what a test is about
  /// Takes what the server sent and goes on with the handshake; what must be sent to it.
  std::string handshake(std::string_view received = {});
  bool established() const { return SSL_is_init_finished(ssl_.get()) == 1; }
  std::string failure() const { return failure_; }  ///< why the handshake failed
  std::string encrypt(std::string_view bytes);
  std::string decrypt(std::string_view received);
  /// The notice that nothing more comes.
  std::string finish();
  /// Whether the server gave that notice.
  bool finished() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

 private:
  void receive(std::string_view received);
  std::string take_outgoing();

  SslContextPtr context_;
  SslPtr ssl_;
  std::string failure_;
};

/// A RawClient that speaks TLS.
class TlsClient : public RawClient {
 public:
  /// Throws std::runtime_error saying why when the handshake fails.
  TlsClient(std::uint16_t port, const std::string& authority);

  void send(std::string_view bytes) override;
  void send_as_is(std::string_view bytes) { RawClient::send(bytes); }
  /// Sends them and, in the same packet, that nothing more comes. TCP stays open.
  void send_last(std::string_view bytes);
  /// Whether the server ended TLS in order.
  bool finished() const { return peer_.finished(); }

 private:
  Heard hear(int patience, std::string& to) override;

  TlsPeer peer_;
};

}  // namespace mockmeter
