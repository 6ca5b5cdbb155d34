#include "cli/trust_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace mockmeter::cli {

TrustFile::TrustFile(const std::string& authority) {
  if (authority.empty()) return;
  path_ = std::filesystem::temp_directory_path() / "mockmeter-ca-XXXXXX";
  const int file = mkostemp(path_.data(), O_CLOEXEC);
  if (file >= 0) close(file);
  if (file < 0 || !(std::ofstream(path_) << authority << std::flush)) {
    if (file >= 0) unlink(path_.c_str());
    throw std::runtime_error("cannot write " + path_ +
                             ", which clients of --tls trust; let TMPDIR name a writable folder");
  }
}

TrustFile::~TrustFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

}  // namespace mockmeter::cli
