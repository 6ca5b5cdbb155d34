#pragma once

#include <atomic>
#include <string>
#include <string_view>

namespace mockmeter {

/// A file that grows by whole lines. What append() was given is in the file when it returns, and
/// survives the end of this process, however sudden. Thread-safe.
class JournalFile {
 public:
  /// Opens the file to append, and makes it when it is not there. Throws std::runtime_error naming
  /// the path, the reason and the remedy.
  explicit JournalFile(const std::string& path);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  /// One write of one line, which ends with a newline. A line that cannot be written is reported
  /// to the log, once.
  void append(std::string_view line);

 private:
  void report_once(std::string_view reason);

  const std::string path_;
  int descriptor_;
  std::atomic<bool> reported_{false};
};

}  // namespace mockmeter
