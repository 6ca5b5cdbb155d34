#include "server/control/journal/journal_file.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace mockmeter {

JournalFile::JournalFile(const std::string& path)
    : path_(path),
      descriptor_(open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644)) {
  if (descriptor_ < 0) {
    throw std::runtime_error("journal file " + path +
                             " cannot be written: " + std::generic_category().message(errno) +
                             "; choose another --journal-file");
  }
}

JournalFile::~JournalFile() { close(descriptor_); }

void JournalFile::append(std::string_view line) {
  // Appending writes of one call each are atomic between threads and processes on local files.
  ssize_t written = 0;
  do {
    written = write(descriptor_, line.data(), line.size());
  } while (written < 0 && errno == EINTR);
  if (written < 0) {
    report_once(std::generic_category().message(errno));
  } else if (static_cast<std::size_t>(written) < line.size()) {
    report_once("a line was cut, the disk is full");
  }
}

void JournalFile::report_once(std::string_view reason) {
  if (!reported_.exchange(true)) spdlog::error("journal file {}: {}", path_, reason);
}

}  // namespace mockmeter
