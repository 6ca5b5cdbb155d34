#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/control/faults/kinds.h"
#include "server/control/faults/requested_faults.h"

namespace mockmeter {

enum class FaultOrigin { kStart, kAdmin, kPreference, kCredential };
std::string_view to_string(FaultOrigin origin);      ///< "start", "admin", "prefer", "credential"
FaultOrigin fault_origin_of(std::string_view name);  ///< of one of these texts

/// A fault that fired at a request.
struct FiredFault {
  Fault fault;
  FaultOrigin origin = FaultOrigin::kStart;
  std::uint64_t number = 0;  ///< of all that fired, from 1
};

/// The faults that one request gets, in the order in which they are applied.
struct RequestFaults {
  std::vector<FiredFault> fired;
  /// A fault looked at the request: the same bytes may get something else the next time.
  bool is_stateful = false;
  std::string inapplicable;  ///< the fault that it names itself and this operation cannot show
};

/// How often each kind of fault fired since the start. Never set back, unlike the queue's counts,
/// which are those of the faults that wait. Thread-safe.
class FaultCounts {
 public:
  void count(const RequestFaults& faults) {
    for (const FiredFault& each : faults.fired) ++fired_.at(row_of(*each.fault.kind));
  }
  /// `kind`: a row of fault_kinds().
  std::uint64_t fired(const FaultKind& kind) const { return fired_.at(row_of(kind)); }

 private:
  static std::size_t row_of(const FaultKind& kind) {
    return static_cast<std::size_t>(&kind - fault_kinds().data());
  }
  std::vector<std::atomic<std::uint64_t>> fired_ =
      std::vector<std::atomic<std::uint64_t>>(fault_kinds().size());  // by row
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
  RequestFaults select_for(const OperationRequest& call, const RequestedFaults& requested) const;
  /// What fired found nothing to act on in the response.
  void found_nothing(std::uint64_t number) const;

  bool empty() const { return rules_.empty(); }  ///< no fault waits
  /// Whether the same faults wait, and are counted together.
  bool is_the_same_as(const FaultQueue& other) const {
    return record_ == other.record_ && rules_ == other.rules_;
  }

  /// What waits, what fired and what is left, for GET /__admin/faults.
  Json document() const;

  /// What has to be kept so that another queue can go on with it, as JSON by name.
  struct Changes {
    std::vector<std::string> erased;  ///< what is kept under a name that begins so is gone
    std::map<std::string, Json> values;
  };
  /// What has changed since the last call for this queue or one that it was made from;
  /// `everything`: all, for somebody who keeps nothing yet.
  Changes take_changes(bool everything) const;
  /// The queue that was kept. Throws FaultSyntaxError or Json::exception when these are no values
  /// of take_changes().
  static FaultQueue restore(const std::map<std::string, Json>& values);

 private:
  struct Counter;
  struct Rule;
  struct Record;  // all that is counted, behind one lock
  struct Visit;   // one request on its way through the faults
  struct Writer;  // of what is kept
  struct Reader;

  void append(const std::vector<Fault>& faults, FaultOrigin origin);

  std::shared_ptr<Record> record_;
  std::vector<std::shared_ptr<Rule>> rules_;
};

}  // namespace mockmeter
