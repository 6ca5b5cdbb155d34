#include "server/control/faults/counts.h"

namespace mockmeter {
namespace {

std::size_t row_of(const FaultKind& kind) {
  return static_cast<std::size_t>(&kind - fault_kinds().data());
}

}  // namespace

FaultCounts::FaultCounts() : fired_(fault_kinds().size()) {}

void FaultCounts::count(const FaultMeeting& meeting) {
  for (const MetFault& met : meeting.met) {
    fired_.at(row_of(*met.fault.kind)).fetch_add(1, std::memory_order_relaxed);
  }
}

std::uint64_t FaultCounts::fired(const FaultKind& kind) const {
  return fired_.at(row_of(kind)).load(std::memory_order_relaxed);
}

}  // namespace mockmeter
