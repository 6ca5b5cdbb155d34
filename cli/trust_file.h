#pragma once

#include <string>

namespace mockmeter::cli {

/// A temporary file that holds a certificate authority while it lives, in TMPDIR. Throws
/// std::runtime_error that names the folder when it cannot be written.
class TrustFile {
 public:
  /// `authority`: PEM; empty = no file.
  explicit TrustFile(const std::string& authority);
  ~TrustFile();
  TrustFile(const TrustFile&) = delete;
  TrustFile& operator=(const TrustFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;  // empty = there is none
};

}  // namespace mockmeter::cli
