#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mockmeter {

/// TMPDIR, or /tmp. Throws std::runtime_error that says what to do when it is no folder.
std::filesystem::path temporary_folder();

/// A file in TMPDIR that holds a text while it lives. Throws std::runtime_error that names the
/// folder when it cannot be written, with a `remark` on the file: ", which clients trust".
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text, const std::string& remark = {});
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace mockmeter
