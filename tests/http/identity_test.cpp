#include "server/http/tls/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/http/tls/tls_context.h"
#include "tests/http/issued_identity.h"

namespace mockmeter {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A file of this content, in the test's own folder.
std::string file(const std::string& name, const std::string& content) {
  std::string path = testing::TempDir() + "identity-" + name;
  std::ofstream(path) << content;
  return path;
}

template <typename Write>
std::string pem(const Write& write) {
  const BioPtr memory(BIO_new(BIO_s_mem()));
  write(memory.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string pem_of(X509& certificate) {
  return pem([&](BIO* to) { PEM_write_bio_X509(to, &certificate); });
}

std::string pem_of(EVP_PKEY& key, const EVP_CIPHER* cipher = nullptr) {
  return pem([&](BIO* to) {
    PEM_write_bio_PKCS8PrivateKey(to, &key, cipher, cipher == nullptr ? nullptr : "secret",
                                  cipher == nullptr ? 0 : 6, nullptr, nullptr);
  });
}

TEST(IssuedIdentity, HoldsForThisMachineAndTheHostOnly) {
  const IssuedIdentity issued = issue_identity("mock.example");
  X509* server = issued.identity.certificates.front().get();
  EXPECT_EQ(X509_check_host(server, "localhost", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(server, "mock.example", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_ip_asc(server, "127.0.0.1", 0), 1);
  EXPECT_EQ(X509_check_ip_asc(server, "::1", 0), 1);
  EXPECT_EQ(X509_check_host(server, "example.com", 0, 0, nullptr), 0);
  EXPECT_EQ(X509_check_ip_asc(server, "192.0.2.1", 0), 0);
}

TEST(IssuedIdentity, HoldsForEveryHost) {
  const TlsIdentity identity = issue_identity(*make_authority(), {"0.0.0.0", "docker", "mock_1"});
  X509* server = identity.certificates.front().get();
  EXPECT_EQ(X509_check_host(server, "docker", 0, 0, nullptr), 1);
  EXPECT_EQ(X509_check_host(server, "mock_1", 0, 0, nullptr), 1);
}

TEST(IssuedIdentity, TakesAnAddressAsHost) {
  const IssuedIdentity issued = issue_identity("192.0.2.1");
  EXPECT_EQ(X509_check_ip_asc(issued.identity.certificates.front().get(), "192.0.2.1", 0), 1);
}

TEST(IssuedIdentity, IsValidNowAndForAYear) {
  const IssuedIdentity issued = issue_identity("localhost");
  X509* server = issued.identity.certificates.front().get();
  constexpr long kDay = 24L * 3600;
  const auto valid_after = [server](long seconds) {
    time_t then = time(nullptr) + seconds;
    return X509_cmp_time(X509_get0_notBefore(server), &then) < 0 &&
           X509_cmp_time(X509_get0_notAfter(server), &then) > 0;
  };
  EXPECT_TRUE(valid_after(0));
  EXPECT_TRUE(valid_after(-kDay / 2));
  EXPECT_TRUE(valid_after(365 * kDay));
  EXPECT_FALSE(valid_after(398 * kDay));
}

TEST(CertificateAuthority, IsAnotherOneEachTime) {
  EXPECT_NE(certificate_of(*make_authority()), certificate_of(*make_authority()));
}

TEST(CertificateAuthority, VouchesForAllButThoseOfAnUnknownOne) {
  using enum CertificateDefect;
  const auto authority = make_authority();
  for (const auto defect : {kNone, kWrongHost, kExpired, kUnknownAuthority}) {
    const TlsIdentity identity = issue_identity(*authority, {"localhost"}, defect);
    EXPECT_EQ(X509_verify(identity.certificates.front().get(), authority->key.get()) == 1,
              defect != kUnknownAuthority)
        << static_cast<int>(defect);
  }
}

TEST(ReadIdentity, ReadsTheChainInItsOrder) {
  const IssuedIdentity issued = issue_identity("localhost");
  const TlsIdentity& made = issued.identity;
  const std::string own = pem_of(*made.certificates.front());
  const TlsIdentity read = read_identity(file("chain.pem", own + issued.authority),
                                         file("chain.key", pem_of(*made.key)));
  ASSERT_EQ(read.certificates.size(), 2U);
  EXPECT_EQ(pem_of(*read.certificates.front()), own);
  EXPECT_EQ(pem_of(*read.certificates.back()), issued.authority);
  EXPECT_NO_THROW(TlsContext{read});
}

TEST(ReadIdentity, NamesTheFileAndTheRemedy) {
  const TlsIdentity one = issue_identity("localhost").identity;
  const TlsIdentity other = issue_identity("localhost").identity;
  const std::string certificate = file("one.pem", pem_of(*one.certificates.front()));
  const std::string key = file("one.key", pem_of(*one.key));
  const std::string foreign = file("other.key", pem_of(*other.key));
  const std::string locked = file("locked.key", pem_of(*one.key, EVP_aes_128_cbc()));
  const std::string none = testing::TempDir() + "identity-none.pem";
  struct Case {
    std::string certificate;
    std::string key;
    std::string start;
    std::string remedy;
  };
  const std::vector<Case> cases{
      {none, key, "--tls-cert " + none + " cannot be read (No such file", "name a PEM file"},
      {certificate, none, "--tls-key " + none + " cannot be read (", "name a PEM file"},
      {testing::TempDir(), key, "--tls-cert " + testing::TempDir() + " ", "name a PEM file"},
      {key, key, "--tls-cert " + key + " holds no certificate", "name a PEM file"},
      {certificate, certificate, "--tls-key " + certificate + " holds no private key", "openssl"},
      {certificate, locked, "--tls-key " + locked + " holds no private key", "passphrase"},
      {certificate, foreign, "--tls-key " + foreign + " does not belong to", certificate},
  };
  for (const Case& c : cases) {
    try {
      read_identity(c.certificate, c.key);
      ADD_FAILURE() << c.start;
    } catch (const std::runtime_error& error) {
      EXPECT_THAT(error.what(), StartsWith(c.start));
      EXPECT_THAT(error.what(), HasSubstr(c.remedy));
    }
  }
}

TEST(TlsContext, RefusesAWeakKeyAndNamesIt) {
  TlsIdentity weak = issue_identity("localhost").identity;
  weak.name = "--tls-cert weak.pem";
  weak.key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{1024}));
  X509* certificate = weak.certificates.front().get();
  X509_set_pubkey(certificate, weak.key.get());
  X509_sign(certificate, weak.key.get(), EVP_sha256());
  try {
    const TlsContext context(weak);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), StartsWith("--tls-cert weak.pem cannot be used (ee key too small)"));
  }
}

}  // namespace
}  // namespace mockmeter
