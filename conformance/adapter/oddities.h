#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// What an adapter does and should not do, though nothing fails for it.
enum class Oddity {
  kNoise,       ///< a line on stdout that is no message
  kEarly,       ///< an answer before anything was asked of the process
  kUnknown,     ///< an answer with an id that was not given to the process
  kRepeated,    ///< an answer to a call that had ended
  kNoHello,     ///< no answer to hello in time
  kOddExit,     ///< not exit code 0, with nothing left to answer
  kDeafToEof,   ///< SIGTERM had to end it
  kDeafToTerm,  ///< SIGKILL had to end it
  kLeftBehind,  ///< something that it had started held its stdout when it had ended
};

inline constexpr std::size_t kOddities = 9;

/// How often each was seen, and the first of each. Thread-safe.
class Oddities {
 public:
  void add(Oddity oddity, std::string_view detail);
  /// One text per kind that was seen: "3 lines on stdout were no messages; the first: ...".
  std::vector<std::string> texts() const;

 private:
  struct Tally {
    std::size_t count = 0;
    std::string first;
  };
  mutable std::mutex mutex_;
  std::array<Tally, kOddities> tallies_;
};

}  // namespace mockmeter::conformance
