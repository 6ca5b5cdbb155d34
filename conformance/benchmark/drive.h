#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "bench/load/histogram.h"
#include "bench/load/load.h"
#include "conformance/benchmark/call_failure.h"

namespace mockmeter::conformance {

/// How time passes, from the start of a repetition; a test lets it pass as it likes.
struct Passage {
  std::function<std::chrono::nanoseconds()> now;
  std::function<void(std::chrono::nanoseconds)> sleep_until;
};
Passage machine_passage();  ///< from now on

/// What came of the calls of one repetition.
struct Driven {
  std::uint64_t results = 0;
  CallFailureTally troubles;
  /// Of results, from the intended start. In an open loop also what was due and never begun, with
  /// the time that it had waited by the end.
  load::Histogram latency;
  std::uint64_t unbegun = 0;            ///< of an open loop
  std::chrono::nanoseconds elapsed{0};  ///< until the last call had ended

  std::uint64_t calls() const { return results + troubles.total(); }
  double results_per_second() const;
};

/// Makes calls as the plan has it: `connections` of them under way at once, in a closed loop or at
/// a rate, and begins none once `duration` is over or `is_stopped`. `call` makes one and waits for
/// its end; from that many threads, or from this one when there is but one at a time. Its
/// exceptions end everything and are thrown here.
Driven drive(const load::Plan& plan, const std::function<std::optional<CallFailure>()>& call,
             const std::function<bool()>& is_stopped, const Passage& passage = machine_passage());

}  // namespace mockmeter::conformance
