#include "cli/port_file.h"

#include <unistd.h>

#include <utility>

#include "cli/draft_file.h"

namespace mockmeter::cli {

PortFile::PortFile(std::string path, std::uint16_t port) : path_(std::move(path)) {
  if (!path_.empty()) DraftFile("--port-file", path_).publish(std::to_string(port) + "\n");
}

PortFile::~PortFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

}  // namespace mockmeter::cli
