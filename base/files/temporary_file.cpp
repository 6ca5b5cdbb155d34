#include "base/files/temporary_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace mockmeter {

std::filesystem::path temporary_folder() try {
  return std::filesystem::temp_directory_path();
} catch (const std::filesystem::filesystem_error& error) {
  throw std::runtime_error("there is no folder for temporary files (" + error.code().message() +
                           "); let TMPDIR name a writable folder");
}

TemporaryFile::TemporaryFile(std::string_view text, const std::string& remark)
    : path_(temporary_folder() / "mockmeter-XXXXXX") {
  const int file = mkostemp(path_.data(), O_CLOEXEC);
  if (file >= 0) close(file);
  if (file < 0 || !(std::ofstream(path_) << text << std::flush)) {
    if (file >= 0) unlink(path_.c_str());
    throw std::runtime_error("cannot write " + path_ + remark +
                             "; let TMPDIR name a writable folder");
  }
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

}  // namespace mockmeter
