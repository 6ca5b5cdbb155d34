#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/control/faults/kinds.h"
#include "server/control/faults/wish.h"

namespace mockmeter {

enum class FaultOrigin { kStart, kAdmin, kPreference, kCredential };
std::string_view to_string(FaultOrigin origin);  ///< "start", "admin", "prefer", "credential"

/// A fault that fired at a request.
struct MetFault {
  Fault fault;
  FaultOrigin origin = FaultOrigin::kStart;
  std::uint64_t number = 0;  ///< of all that fired, from 1
};

/// What one request meets, in the order in which it is applied.
struct FaultMeeting {
  std::vector<MetFault> met;
  /// A fault looked at the request: the same bytes may meet something else the next time.
  bool watched = false;
  std::string out_of_reach;  ///< the fault of the request's own that this operation cannot show
};

/// The faults that wait, in order, and what fired. A request meets those that it asks for itself,
/// then those that wait: up to the first that fires, and those that pass on (a delay) before it.
/// Luck is drawn from seed, fault, credential and how often that credential came by, so that
/// traffic on one key cannot shift another's.
///
/// A value: which faults wait never changes, so that a request sees the queue of its state. What is
/// counted is shared by a queue and those made from it. Thread-safe.
class FaultQueue {
 public:
  explicit FaultQueue(const std::vector<Fault>& at_start = {});

  /// The same faults, and these behind them.
  FaultQueue with(const std::vector<Fault>& added) const;

  /// Throws FaultSyntaxError when the request's own fault cannot be understood.
  FaultMeeting meet(const Call& call, const FaultWish& wish) const;
  /// What fired found nothing to act on in the answer.
  void found_nothing(std::uint64_t number) const;

  /// What waits, what fired and what is left, for GET /__admin/faults.
  Json document() const;

 private:
  struct Rule;
  struct Record;  // all that is counted, behind one lock
  struct Visit;   // one request on its way through the faults

  void append(const std::vector<Fault>& faults, FaultOrigin origin);

  std::shared_ptr<Record> record_;
  std::vector<std::shared_ptr<Rule>> rules_;
};

}  // namespace mockmeter
