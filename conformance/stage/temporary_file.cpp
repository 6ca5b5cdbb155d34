#include "conformance/stage/temporary_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace mockmeter::conformance {

TemporaryFile::TemporaryFile(std::string_view text)
    : path_(std::filesystem::temp_directory_path() / "mockmeter-XXXXXX") {
  const int file = mkostemp(path_.data(), O_CLOEXEC);
  if (file >= 0) close(file);
  if (file < 0 || !(std::ofstream(path_) << text << std::flush)) {
    if (file >= 0) unlink(path_.c_str());
    throw std::runtime_error("cannot write " + path_ + "; let TMPDIR name a writable folder");
  }
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

}  // namespace mockmeter::conformance
