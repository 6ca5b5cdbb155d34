#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

#include "conformance/adapter/adapter.h"

namespace mockmeter::conformance {

/// An adapter in sh. Its script may use
///   next         reads a line into $line; ends the shell at EOF. $id and $op are the call's
///   hello        answers hello
///   result JSON  answers the call
///   is_hello     whether $line is hello
AdapterOptions in_sh(const std::string& script);

/// Answers every call with its process id until its stdin is closed.
inline constexpr const char* kLoop = "while next; do is_hello && hello || result $$; done";

Call a_call(const std::string& operation = "test.call");

/// Longer than any call of a test takes.
inline constexpr std::chrono::milliseconds kCallLimit{20'000};

/// Whether there is such a process, and it has not ended.
bool is_alive(pid_t id);

/// A new folder for the files of one test, removed with the object.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return path_ + '/' + name; }
  /// Makes a named pipe: opening one of its ends waits for the other.
  std::string pipe(const std::string& name) const;

 private:
  std::string path_;
};

}  // namespace mockmeter::conformance
