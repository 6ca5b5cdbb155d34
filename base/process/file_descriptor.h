#pragma once

#include <unistd.h>

#include <utility>

namespace mockmeter {

/// A file descriptor that is closed with its owner; -1 = none.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int file) : file_(file) {}
  FileDescriptor(FileDescriptor&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~FileDescriptor() { close(); }

  int get() const { return file_; }
  bool is_open() const { return file_ >= 0; }
  void close() {
    if (is_open()) ::close(std::exchange(file_, -1));
  }

 private:
  int file_ = -1;
};

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

/// A pipe that no program inherits, and that is none of stdin, stdout and stderr, even where those
/// are closed. Throws std::system_error.
Pipe make_pipe();

}  // namespace mockmeter
