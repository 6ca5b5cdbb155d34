#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "bench/load/histogram.h"
#include "bench/load/load.h"
#include "conformance/model/call.h"

namespace mockmeter::conformance {

/// What may become of a call instead of its result.
enum class CallFailureKind {
  kError,        ///< the client reports an error
  kOther,        ///< a result, but another one than before the measurement
  kUnsupported,  ///< all at once it does not know the operation
  kCrashed,      ///< the adapter ended or wrote something else
  kTimeout,      ///< no response in time
  kTransport,    ///< of the raw client, which no adapter stands before
};
inline constexpr std::array<const char*, 6> kCallFailureNames{
    "error", "other result", "unsupported", "crash", "silence", "transport"};

struct CallFailure {
  CallFailureKind kind;
  std::string text;  ///< in one line
};

/// Empty when the outcome is `expected`; null = any result is.
std::optional<CallFailure> call_failure_of(const CallOutcome& outcome, const Json* expected);

/// How many of each kind, and the first of all.
struct CallFailureTally {
  std::array<std::size_t, kCallFailureNames.size()> counts{};
  std::string first;  ///< "crash: it ended with SIGKILL before it replied"; empty = there is none

  void add(const CallFailure& failure, std::size_t times = 1);
  void add(const CallFailureTally& other);
  std::size_t total() const;
  /// "crash 3, silence 1"; empty when there is none.
  std::string text() const;
};

/// How time passes, from the start of a repetition; a test lets it pass as it likes.
struct TimeSource {
  std::function<std::chrono::nanoseconds()> now;
  std::function<void(std::chrono::nanoseconds)> sleep_until;
};
TimeSource machine_time();  ///< from now on

/// What came of the calls of one repetition.
struct LoadResult {
  std::uint64_t results = 0;
  CallFailureTally failures;
  /// Of results, from the intended start. In an open loop also what was due and never begun, with
  /// the time that it had waited by the end.
  load::Histogram latency;
  std::uint64_t not_started = 0;        ///< of an open loop
  std::chrono::nanoseconds elapsed{0};  ///< until the last call had ended

  std::uint64_t calls() const { return results + failures.total(); }
  double results_per_second() const;
};

/// Makes calls as the plan has it: `connections` of them under way at once, in a closed loop or at
/// a rate, and begins none once `duration` is over or `is_stopped`. `call` makes one and waits for
/// its end; from that many threads, or from this one when there is but one at a time. Its
/// exceptions end everything and are thrown here.
LoadResult run_load(const load::LoadPlan& plan,
                    const std::function<std::optional<CallFailure>()>& call,
                    const std::function<bool()>& is_stopped,
                    const TimeSource& passage = machine_time());

}  // namespace mockmeter::conformance
