#include "cli/port_file.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace mockmeter::cli {

PortFile::PortFile(std::string path, std::uint16_t port) : path_(std::move(path)) {
  if (path_.empty()) return;
  const std::string draft = path_ + "." + std::to_string(getpid());
  std::ofstream file(draft);
  file << port << '\n';
  file.close();
  if (!file || std::rename(draft.c_str(), path_.c_str()) != 0) {
    unlink(draft.c_str());
    throw std::runtime_error("cannot write --port-file " + path_ +
                             "; choose a file in a folder that exists and is writable");
  }
}

PortFile::~PortFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

}  // namespace mockmeter::cli
