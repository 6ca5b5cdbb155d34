#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "server/http/tls/identity.h"

namespace mockmeter {
namespace {

// Choice: yesterday, for clients whose clock is behind; a year, as public authorities do.
constexpr long kValidSince = -24L * 3600;
constexpr long kValidUntil = 397L * 24 * 3600;
constexpr long kExpiredSince = -1L * 3600;
constexpr const char* kAnotherHost = "another-host.invalid";
constexpr long kVersion3 = 2;

using NamesPtr = std::unique_ptr<GENERAL_NAMES, OpensslDelete<GENERAL_NAMES_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, OpensslDelete<X509_EXTENSION_free>>;

struct Extension {
  int id;
  const char* value;
};

// Source: RFC 5280 section 4.2.1: an authority asserts cA and keyCertSign; both carry key ids, so
// that authorities of the same name are told apart.
constexpr std::array<Extension, 3> kAuthorityExtensions{{
    {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    {NID_key_usage, "critical,keyCertSign,cRLSign"},
    {NID_subject_key_identifier, "hash"},
}};
constexpr std::array<Extension, 5> kServerExtensions{{
    {NID_basic_constraints, "critical,CA:FALSE"},
    {NID_key_usage, "critical,digitalSignature"},
    {NID_ext_key_usage, "serverAuth"},
    {NID_subject_key_identifier, "hash"},
    {NID_authority_key_identifier, "keyid"},
}};

void require(bool done) {
  if (!done) {
    throw std::runtime_error("no certificate can be made (" + take_openssl_error() +
                             "); give one with --tls-cert and --tls-key");
  }
}

KeyPtr make_key() {
  KeyPtr key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr);
  return key;
}

/// A certificate of `key` that only lacks extensions and a signature.
CertificatePtr draft(EVP_PKEY& key, const std::string& common_name) {
  CertificatePtr made(X509_new());
  require(made != nullptr);
  std::uint64_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  X509_NAME* subject = X509_get_subject_name(made.get());
  const auto add = [subject](const char* field, const std::string& value) {
    return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_ASC,
                                      reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1,
                                      0) == 1;
  };
  require(X509_set_version(made.get(), kVersion3) == 1);
  require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), serial | 1) == 1);
  require(X509_gmtime_adj(X509_getm_notBefore(made.get()), kValidSince) != nullptr);
  require(X509_gmtime_adj(X509_getm_notAfter(made.get()), kValidUntil) != nullptr);
  require(add("O", "mockmeter") && add("CN", common_name));
  require(X509_set_pubkey(made.get(), &key) == 1);
  return made;
}

/// Adds the extensions, names the issuer and signs with its key.
template <typename Extensions>
void issue(X509& certificate, X509& issuer, EVP_PKEY& issuer_key, const Extensions& extensions) {
  require(X509_set_issuer_name(&certificate, X509_get_subject_name(&issuer)) == 1);
  X509V3_CTX context;
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  for (const Extension& extension : extensions) {
    const ExtensionPtr made(X509V3_EXT_conf_nid(nullptr, &context, extension.id, extension.value));
    require(made != nullptr && X509_add_ext(&certificate, made.get(), -1) == 1);
  }
  require(X509_sign(&certificate, &issuer_key, EVP_sha256()) > 0);
}

/// An address when it is one, else a name.
GENERAL_NAME* alternative_name(const std::string& text) {
  GENERAL_NAME* address = a2i_GENERAL_NAME(nullptr, nullptr, nullptr, GEN_IPADD, text.c_str(), 0);
  ERR_clear_error();
  return address != nullptr ? address
                            : a2i_GENERAL_NAME(nullptr, nullptr, nullptr, GEN_DNS, text.c_str(), 0);
}

std::vector<std::string> names_of(const std::vector<std::string>& hosts, CertificateDefect defect) {
  if (defect == CertificateDefect::kWrongHost) return {kAnotherHost};
  std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
  for (const std::string& host : hosts) {
    if (std::ranges::find(names, host) == names.end()) names.push_back(host);
  }
  return names;
}

void add_names(X509& certificate, const std::vector<std::string>& texts) {
  const NamesPtr names(sk_GENERAL_NAME_new_null());
  for (const std::string& text : texts) {
    GENERAL_NAME* name = alternative_name(text);
    require(name != nullptr && sk_GENERAL_NAME_push(names.get(), name) > 0);
  }
  require(X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0,
                            X509V3_ADD_DEFAULT) == 1);
}

std::string pem_of(X509& certificate) {
  const BioPtr memory(BIO_new(BIO_s_mem()));
  require(memory != nullptr && PEM_write_bio_X509(memory.get(), &certificate) == 1);
  std::string text(BIO_ctrl_pending(memory.get()), '\0');
  require(BIO_read(memory.get(), text.data(), static_cast<int>(text.size())) > 0);
  return text;
}

TlsIdentity vouched_for(const CertificateAuthority& authority,
                        const std::vector<std::string>& hosts, CertificateDefect defect) {
  const std::vector<std::string> names = names_of(hosts, defect);
  TlsIdentity identity{"the generated certificate", {}, make_key()};
  CertificatePtr server = draft(*identity.key, names.front());
  add_names(*server, names);
  if (defect == CertificateDefect::kExpired) {
    require(X509_gmtime_adj(X509_getm_notAfter(server.get()), kExpiredSince) != nullptr);
  }
  issue(*server, *authority.certificate, *authority.key, kServerExtensions);
  identity.certificates.push_back(std::move(server));
  return identity;
}

}  // namespace

std::shared_ptr<const CertificateAuthority> make_authority() {
  auto authority = std::make_shared<CertificateAuthority>();
  authority->key = make_key();
  authority->certificate = draft(*authority->key, "mockmeter test authority");
  issue(*authority->certificate, *authority->certificate, *authority->key, kAuthorityExtensions);
  authority->pem = pem_of(*authority->certificate);
  return authority;
}

const std::string& certificate_of(const CertificateAuthority& authority) { return authority.pem; }

TlsIdentity issue_identity(const CertificateAuthority& authority,
                           const std::vector<std::string>& hosts, CertificateDefect defect) {
  const bool is_unknown = defect == CertificateDefect::kUnknownAuthority;
  return is_unknown ? vouched_for(*make_authority(), hosts, defect)
                    : vouched_for(authority, hosts, defect);
}

}  // namespace mockmeter
