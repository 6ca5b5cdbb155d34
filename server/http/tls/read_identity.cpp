#include <openssl/pem.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "server/http/tls/identity.h"

namespace mockmeter {
namespace {

BioPtr open(const std::string& option, const std::string& file) {
  BioPtr opened(BIO_new_file(file.c_str(), "r"));
  if (opened == nullptr) {
    const std::string reason = std::strerror(errno);
    ERR_clear_error();
    throw std::runtime_error(option + " " + file + " cannot be read (" + reason +
                             "); name a PEM file that this user may read");
  }
  return opened;
}

std::vector<CertificatePtr> read_certificates(const std::string& file) {
  const BioPtr opened = open("--tls-cert", file);
  std::vector<CertificatePtr> certificates;
  while (CertificatePtr next{PEM_read_bio_X509(opened.get(), nullptr, nullptr, nullptr)}) {
    certificates.push_back(std::move(next));
  }
  ERR_clear_error();  // the end of the file is an error, too
  if (certificates.empty()) {
    throw std::runtime_error("--tls-cert " + file +
                             " holds no certificate; name a PEM file with the server's certificate "
                             "first and those that lead to the authority behind it");
  }
  return certificates;
}

/// Without it OpenSSL would ask at the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

KeyPtr read_key(const std::string& file) {
  const BioPtr opened = open("--tls-key", file);
  KeyPtr key(PEM_read_bio_PrivateKey(opened.get(), nullptr, no_passphrase, nullptr));
  if (key == nullptr) {
    ERR_clear_error();
    throw std::runtime_error("--tls-key " + file +
                             " holds no private key that can be read without a passphrase; name a "
                             "PEM file such as `openssl pkey -in KEY -out PLAIN` writes");
  }
  return key;
}

}  // namespace

TlsIdentity read_identity(const std::string& certificate_file, const std::string& key_file) {
  TlsIdentity identity{"--tls-cert " + certificate_file, read_certificates(certificate_file),
                       read_key(key_file)};
  if (X509_check_private_key(identity.certificates.front().get(), identity.key.get()) != 1) {
    ERR_clear_error();
    throw std::runtime_error("--tls-key " + key_file +
                             " does not belong to the first certificate in " + certificate_file +
                             "; name the key that it was made with");
  }
  return identity;
}

}  // namespace mockmeter
