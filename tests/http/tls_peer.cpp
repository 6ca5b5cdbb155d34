#include "tests/http/tls_peer.h"

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <stdexcept>

namespace mockmeter {

TlsPeer::TlsPeer(const std::string& authority, const std::string& host)
    : context_(SSL_CTX_new(TLS_client_method())) {
  const BioPtr pem(BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size())));
  if (const CertificatePtr trusted{PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr)}) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), trusted.get());
  }
  ERR_clear_error();
  ssl_.reset(SSL_new(context_.get()));
  SSL_set_verify(ssl_.get(), SSL_VERIFY_PEER, nullptr);
  X509_VERIFY_PARAM* verify = SSL_get0_param(ssl_.get());
  X509_VERIFY_PARAM_set_flags(verify, X509_V_FLAG_X509_STRICT);
  if (X509_VERIFY_PARAM_set1_ip_asc(verify, host.c_str()) != 1) {
    X509_VERIFY_PARAM_set1_host(verify, host.c_str(), host.size());
  }
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_connect_state(ssl_.get());
}

void TlsPeer::receive(std::string_view received) {
  if (!received.empty()) {
    BIO_write(SSL_get_rbio(ssl_.get()), received.data(), static_cast<int>(received.size()));
  }
  ERR_clear_error();
}

std::string TlsPeer::take_outgoing() {
  BIO* wire = SSL_get_wbio(ssl_.get());
  std::string bytes(static_cast<std::size_t>(BIO_pending(wire)), '\0');
  BIO_read(wire, bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

std::string TlsPeer::handshake(std::string_view received) {
  receive(received);
  const int result = SSL_do_handshake(ssl_.get());
  if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_SSL) {
    const long verified = SSL_get_verify_result(ssl_.get());
    failure_ =
        verified == X509_V_OK ? take_openssl_error() : X509_verify_cert_error_string(verified);
  }
  return take_outgoing();
}

std::string TlsPeer::encrypt(std::string_view bytes) {
  std::size_t written = 0;
  SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &written);
  return take_outgoing();
}

std::string TlsPeer::decrypt(std::string_view received) {
  receive(received);
  std::string bytes;
  char chunk[16 * 1024];
  std::size_t size = 0;
  while (SSL_read_ex(ssl_.get(), chunk, sizeof chunk, &size) == 1) bytes.append(chunk, size);
  return bytes;
}

std::string TlsPeer::finish() {
  SSL_shutdown(ssl_.get());
  return take_outgoing();
}

TlsClient::TlsClient(std::uint16_t port, const std::string& authority)
    : RawClient(port), peer_(authority) {
  constexpr int kPatience = 5000;
  RawClient::send(peer_.handshake());
  while (!peer_.established()) {
    std::string received;
    if (RawClient::hear(kPatience, received) != Heard::kBytes) {
      throw std::runtime_error("the server ended the handshake");
    }
    RawClient::send(peer_.handshake(received));
    if (!peer_.failure().empty()) throw std::runtime_error(peer_.failure());
  }
}

void TlsClient::send(std::string_view bytes) { RawClient::send(peer_.encrypt(bytes)); }

void TlsClient::send_last(std::string_view bytes) {
  std::string wire = peer_.encrypt(bytes);
  wire += peer_.finish();
  RawClient::send(wire);
}

RawClient::Heard TlsClient::hear(int patience, std::string& to) {
  std::string bytes = peer_.decrypt({});  // what came together with the handshake
  while (bytes.empty()) {
    std::string received;
    if (const Heard heard = RawClient::hear(patience, received); heard != Heard::kBytes) {
      return heard;
    }
    bytes = peer_.decrypt(received);
  }
  to += bytes;
  return Heard::kBytes;
}

}  // namespace mockmeter
