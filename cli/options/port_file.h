#pragma once

#include <unistd.h>

#include <cstdint>
#include <string>
#include <utility>

#include "base/files/atomic_file.h"

namespace mockmeter::cli {

/// A file that holds a port's number alone while the object lives. An empty path writes nothing.
/// Throws what AtomicFile throws.
class PortFile {
 public:
  PortFile(std::string path, std::uint16_t port) : path_(std::move(path)) {
    if (!path_.empty()) AtomicFile("--port-file", path_).publish(std::to_string(port) + "\n");
  }
  ~PortFile() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;

 private:
  std::string path_;
};

}  // namespace mockmeter::cli
