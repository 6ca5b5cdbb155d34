#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/files/file_text.h"
#include "base/process/process_info.h"

namespace mockmeter {

/// Whether there is such a process, and it has not ended.
inline bool is_alive(pid_t id) {
  const auto line = file_text("/proc/" + std::to_string(id) + "/stat");
  const auto stat = parse_process_info(line.value_or(""));
  return stat && !stat->is_zombie;
}

/// A new folder for the files of one test, removed with the object.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "mockmeter-test-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return path_ + '/' + name; }
  /// Makes a named pipe: opening one of its ends waits for the other.
  std::string pipe(const std::string& name) const {
    if (mkfifo(file(name).c_str(), 0600) != 0) throw std::runtime_error("cannot make a pipe");
    return file(name);
  }

 private:
  std::string path_;
};

}  // namespace mockmeter
