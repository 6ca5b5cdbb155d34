#pragma once

#include <cstdint>
#include <string>

namespace mockmeter::cli {

/// A file that holds a port's number alone while the object lives, written by rename so that no
/// reader sees half of it. An empty path writes nothing. Throws std::runtime_error naming the path.
class PortFile {
 public:
  PortFile(std::string path, std::uint16_t port);
  ~PortFile();
  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;

 private:
  std::string path_;
};

}  // namespace mockmeter::cli
