#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/verdict.h"
#include "server/metering/clock.h"

namespace mockmeter::cli {

/// How far a run is.
struct Progress {
  struct UnderWay {
    const conformance::Case* subject = nullptr;
    std::chrono::nanoseconds since{0};  ///< elapsed then
  };

  std::size_t done = 0;
  std::size_t all = 0;  ///< 0 = the first case has not begun
  std::size_t failed = 0;
  std::chrono::nanoseconds elapsed{0};
  std::vector<UnderWay> under_way;          ///< the oldest first
  std::string first = "trying the client";  ///< what is done while `all` is 0
};

/// "123 of 530, 2 failed, 0:41  acme/.../retry-after (12 s), and 3 more"
std::string progress_text(const Progress& progress);

/// One line on stderr, if that is a terminal, that shows how far a run is: with each case, and each
/// second anew, so that a long case looks like none that hangs. The line is gone with this object.
/// Elsewhere a line each minute.
/// Thread-safe. Make it behind an Interruption, which wants to come before any thread.
class ProgressLine {
 public:
  /// `first`: what is done before the first case.
  explicit ProgressLine(const std::string& first = "trying the client");
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void begin(const conformance::Case& subject, std::size_t all);
  void end(const conformance::Case& subject);
  void count(const conformance::CaseResult& result, std::size_t done);
  void clear();  ///< now; nothing is shown from here on

 private:
  void show();  // holds the mutex
  void tick(const std::stop_token& stop);

  const Stopwatch watch_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  Progress progress_;
  std::jthread ticker_;
};

}  // namespace mockmeter::cli
