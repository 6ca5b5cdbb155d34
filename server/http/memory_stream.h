#pragma once

#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace mockmeter {

/// The two buffers that cpp-httplib reads one request head from and writes one answer to.
class MemoryStream : public httplib::Stream {
 public:
  /// `output` receives what is written; both must outlive the stream.
  MemoryStream(std::string_view input, std::string& output) : input_(input), output_(output) {}

  bool is_readable() const override { return !input_.empty(); }
  bool is_writable() const override { return true; }

  ssize_t read(char* to, std::size_t size) override {
    const std::size_t taken = std::min(size, input_.size());
    std::memcpy(to, input_.data(), taken);
    input_.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* from, std::size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }

  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  // cpp-httplib only compares it with FD_SETSIZE; the socket is not its to use.
  socket_t socket() const override { return 0; }

 private:
  std::string_view input_;
  std::string& output_;
};

}  // namespace mockmeter
