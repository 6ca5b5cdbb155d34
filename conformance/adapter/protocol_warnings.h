#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// What an adapter does and should not do, though nothing fails for it.
enum class ProtocolWarning {
  kNoise,        ///< a line on stdout that is no message
  kUnsolicited,  ///< a reply before anything was asked of the process
  kUnknown,      ///< a reply with an id that was not given to the process
  kRepeated,     ///< a reply to a call that had ended
  kNoHello,      ///< no reply to hello in time
  kHelloError,   ///< an error in reply to hello
  kOddExit,      ///< not exit code 0, with nothing left to answer
  kIgnoredEof,   ///< SIGTERM had to end it
  kIgnoredTerm,  ///< SIGKILL had to end it
  kStdoutHeld,   ///< something that it had started held its stdout when it had ended
};

/// How often each was seen, and the first of each. Thread-safe.
class ProtocolWarnings {
 public:
  void add(ProtocolWarning warning, std::string_view detail = {});
  /// One text per kind that was seen: "3 lines on stdout were no messages; the first: ...".
  std::vector<std::string> texts() const;

 private:
  struct Tally {
    std::size_t count = 0;
    std::string first;
  };
  mutable std::mutex mutex_;
  std::array<Tally, 10> tallies_;  // by kind
};

}  // namespace mockmeter::conformance
