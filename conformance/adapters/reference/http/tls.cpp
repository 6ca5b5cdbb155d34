#include "conformance/adapters/reference/http/tls.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "conformance/adapters/reference/common/call_error.h"

namespace reference {
namespace {

void load_authorities(SSL_CTX* context, const std::string& ca_file) {
  const int loaded = ca_file.empty()
                         ? SSL_CTX_set_default_verify_paths(context)
                         : SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr);
  if (loaded != 1) throw CallError(ErrorKind::kTls, "no authorities can be read from " + ca_file);
}

void expect_host(SSL_CTX* context, const std::string& host) {
  X509_VERIFY_PARAM* expected = SSL_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  const bool is_address = X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) == 1;
  if (!is_address) X509_VERIFY_PARAM_set1_host(expected, host.data(), host.size());
}

int forgive_expiry(int ok, X509_STORE_CTX* store) {
  return X509_STORE_CTX_get_error(store) == X509_V_ERR_CERT_HAS_EXPIRED ? 1 : ok;
}

}  // namespace

std::unique_ptr<httplib::ClientImpl> make_tls_client(const Origin& origin,
                                                     const std::string& ca_file,
                                                     const MutantSet& mutants) {
  auto client = std::make_unique<httplib::SSLClient>(origin.host, origin.port);
  SSL_CTX* context = client->ssl_context();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  if (!mutants.has("ignore-ca-file")) load_authorities(context, ca_file);
  if (!mutants.has("no-hostname-check")) expect_host(context, origin.host);
  SSL_CTX_set_verify(context, mutants.has("verify-none") ? SSL_VERIFY_NONE : SSL_VERIFY_PEER,
                     mutants.has("ignore-expiry") ? forgive_expiry : nullptr);
  // cpp-httplib would switch OpenSSL's verification off, and look itself after the handshake; it
  // takes a certificate whose subject names the host although its alternative names do not.
  client->enable_server_certificate_verification(false);
  return client;
}

}  // namespace reference
