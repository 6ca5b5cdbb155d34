#include "base/files/atomic_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace mockmeter {
namespace {

/// A rename would put a file in the place of a device or a pipe.
bool is_device(const std::string& path) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
         !std::filesystem::is_directory(status);
}

/// 0, or the reason why not. Opens no pipe, whose reader would see that as its end.
int reason_against(const std::string& path, const std::string& draft) {
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return EISDIR;
  errno = 0;
  const bool is_writable =
      draft == path ? access(path.c_str(), W_OK) == 0 : std::ofstream(draft).is_open();
  return is_writable ? 0 : errno;
}

/// The same for every name of a file, be it there or not.
std::filesystem::path whole_path(const std::string& path) {
  std::error_code unknown;
  const auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path), unknown);
  return unknown ? std::filesystem::path(path) : whole;
}

}  // namespace

AtomicFile::AtomicFile(std::string option, std::string path)
    : option_(std::move(option)), path_(std::move(path)) {
  draft_ = is_device(path_) ? path_ : path_ + "." + std::to_string(getpid());
  if (const int reason = reason_against(path_, draft_); reason != 0) refuse(reason);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : option_(std::move(other.option_)),
      path_(std::move(other.path_)),
      draft_(std::exchange(other.draft_, {})) {}

AtomicFile::~AtomicFile() {
  if (!draft_.empty() && draft_ != path_) unlink(draft_.c_str());
}

bool AtomicFile::shares_place_with(const AtomicFile& other) const {
  return draft_ != path_ && whole_path(path_) == whole_path(other.path_);
}

void AtomicFile::publish(std::string_view text) {
  errno = 0;
  std::ofstream file(draft_);
  file << text;
  file.close();
  if (!file) refuse(errno);
  if (draft_ != path_ && std::rename(draft_.c_str(), path_.c_str()) != 0) refuse(errno);
  draft_.clear();
}

void AtomicFile::refuse(int reason) const {
  throw std::runtime_error("cannot write " + option_ + " " + path_ + " (" + std::strerror(reason) +
                           "); choose a file in a folder that exists and is writable");
}

}  // namespace mockmeter
