#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "mockmeter/certificates.h"

namespace mockmeter::conformance {

/// The certificate authority of a run: it vouches for every server, unless the case wants another
/// one to. Clients find its certificate in a file, in a folder of TMPDIR that nobody else can read.
class TestAuthority {
 public:
  /// Throws std::runtime_error that names the folder when it cannot be written.
  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  const std::shared_ptr<const CertificateAuthority>& authority() const { return authority_; }
  const std::string& file() const { return file_; }  ///< PEM
  /// The variables that tell the usual libraries to trust that file.
  std::vector<std::pair<std::string, std::string>> environment() const;
  /// Removes folder and file now: for a program that ends without destructors. Harmless when
  /// repeated.
  void remove() const noexcept;

 private:
  const std::shared_ptr<const CertificateAuthority> authority_ = make_authority();
  std::string folder_;
  std::string file_;
};

}  // namespace mockmeter::conformance
