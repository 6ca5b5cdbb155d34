#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "server/control/faults/queue.h"

namespace mockmeter {

/// How often each kind of fault fired since the start. Never set back, unlike the queue's counts,
/// which are those of the faults that wait. Thread-safe.
class FaultCounts {
 public:
  FaultCounts();

  void count(const FaultMeeting& meeting);
  /// `kind`: a row of fault_kinds().
  std::uint64_t fired(const FaultKind& kind) const;

 private:
  std::vector<std::atomic<std::uint64_t>> fired_;  // by row
};

}  // namespace mockmeter
