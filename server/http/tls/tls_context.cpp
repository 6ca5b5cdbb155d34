#include "server/http/tls/tls_context.h"

#include <stdexcept>
#include <string_view>

namespace mockmeter {
namespace {

// As ALPN writes it: the length before the name. Source: RFC 7301 section 3.1.
constexpr std::string_view kHttp11 = "\x08http/1.1";

/// Source: RFC 7301 section 3.2: "no_application_protocol" when nothing offered is spoken here.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const int result =
      SSL_select_next_proto(&found, size, reinterpret_cast<const unsigned char*>(kHttp11.data()),
                            static_cast<unsigned int>(kHttp11.size()), offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool use(SSL_CTX& context, const TlsIdentity& identity) {
  const auto& certificates = identity.certificates;
  if (SSL_CTX_use_certificate(&context, certificates.front().get()) != 1 ||
      SSL_CTX_use_PrivateKey(&context, identity.key.get()) != 1) {
    return false;
  }
  for (std::size_t i = 1; i < certificates.size(); ++i) {
    if (SSL_CTX_add1_chain_cert(&context, certificates[i].get()) != 1) return false;
  }
  return true;
}

}  // namespace

TlsContext::TlsContext(const TlsIdentity& identity) : context_(SSL_CTX_new(TLS_server_method())) {
  if (context_ == nullptr || SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION) != 1 ||
      !use(*context_, identity)) {
    throw std::runtime_error(identity.name + " cannot be used (" + take_openssl_error() +
                             "); use a key of P-256, or of 2048 bits with RSA, and SHA-256");
  }
  SSL_CTX_set_options(context_.get(), SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context_.get(), SSL_MODE_RELEASE_BUFFERS);  // idle connections stay small
  // Tickets resume sessions; a cache would be a lock that all threads share.
  SSL_CTX_set_session_cache_mode(context_.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(context_.get(), choose_protocol, nullptr);
}

}  // namespace mockmeter
