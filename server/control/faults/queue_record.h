#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "server/control/faults/queue.h"
#include "server/metering/hash.h"

// What is inside a FaultQueue; for the sources of that class only.
namespace mockmeter {

inline constexpr std::size_t kFiringsKept = 100;
// Choice: a client that makes up a new suffix for every request starts them all anew.
inline constexpr std::size_t kRequestersKept = 4096;

/// How often a fault was asked and fired. Not thread-safe.
struct FaultQueue::Counter {
  std::uint64_t seen = 0;
  std::uint64_t fired = 0;
  std::map<std::string, std::uint64_t> draws{};  // by caller

  /// Whether the fault may ever fire again.
  bool is_live(const Fault& fault) const { return !fault.times || fired < *fault.times; }

  /// Counts one request, and whether the fault fires at it. `random_bits`: of this fault; `caller`:
  /// whose requests share a sequence of draws.
  bool fires(const Fault& fault, std::uint64_t random_bits, const std::string& caller) {
    if (!is_live(fault)) return false;
    ++seen;
    // A draw for every request, skipped or not: what others skipped must not shift a caller's
    // draws.
    if (fault.p != Fault::kAlways) {
      const std::uint64_t draw = mix(hash_text(random_bits, caller), draws[caller]++);
      if (draw % Fault::kAlways >= fault.p) return false;
    }
    if (seen <= fault.skip) return false;
    ++fired;
    return true;
  }
};

/// A fault that waits. Its counter is guarded by the record's lock.
struct FaultQueue::Rule {
  const Fault fault;
  const FaultOrigin origin;
  const std::uint64_t id;  // so that two equal faults do not share their draws
  Counter counter{};
};

struct FaultQueue::Record {
  struct Firing {
    std::string fault;
    FaultOrigin origin;
    std::string operation;
    std::string credential;  // its name; empty = none that is known
    Instant at;
    bool acted = true;
  };

  std::uint64_t add(const Firing& firing) {
    fired.push_back(firing);
    if (fired.size() > kFiringsKept) fired.pop_front();
    changed_places.insert(total % kFiringsKept);
    return ++total;
  }
  /// The counts of a fault that a request asks for itself.
  Counter& own_counter(FaultOrigin origin, std::string_view requester, std::string_view text) {
    if (own.size() >= kRequestersKept) {
      own.clear();
      changed_own.clear();
      has_forgotten_own = true;
    }
    const std::uint64_t key =
        hash_text(hash_text(static_cast<std::uint64_t>(origin), requester), text);
    changed_own.insert(key);
    return own[key];
  }

  std::mutex mutex;
  std::map<std::uint64_t, Counter> own;
  std::deque<Firing> fired;  // the last ones
  std::uint64_t total = 0;
  std::uint64_t next_id = 1;

  // What has changed since it was taken.
  bool is_new = true;
  bool has_changed_rules = true;
  std::size_t taken_rules = 0;  // of how many: a queue that was made from this one may have more
  bool has_forgotten_own = false;
  std::set<std::uint64_t> changed_own;
  std::set<std::uint64_t> changed_places;  // of firings
};

}  // namespace mockmeter
