#pragma once

#include <string>
#include <vector>

#include "mockmeter/certificates.h"
#include "server/http/tls/openssl.h"

namespace mockmeter {

/// What a server proves itself with.
struct TlsIdentity {
  std::string name;  ///< for messages: the file it came from
  std::vector<CertificatePtr>
      certificates;  ///< its own first, then those that lead to the authority
  KeyPtr key;
};

struct CertificateAuthority {
  CertificatePtr certificate;
  KeyPtr key;
  std::string pem;  ///< the certificate
};

/// An identity that the authority vouches for. Valid for localhost, 127.0.0.1, ::1 and `hosts`,
/// from a day ago for a year and a month; unless it has a defect. ECDSA on P-256. Throws
/// std::runtime_error when OpenSSL cannot.
TlsIdentity issue_identity(const CertificateAuthority& authority,
                           const std::vector<std::string>& hosts,
                           CertificateDefect defect = CertificateDefect::kNone);

/// Reads an identity from PEM files. Throws std::runtime_error naming file and remedy when one
/// cannot be read or lacks what it is for, or when the key belongs to another certificate.
TlsIdentity read_identity(const std::string& certificate_file, const std::string& key_file);

}  // namespace mockmeter
