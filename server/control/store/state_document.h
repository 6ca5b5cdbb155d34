#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "server/control/limits/rate_limiter.h"
#include "server/control/state.h"
#include "server/control/store/store.h"

namespace mockmeter {

// What is kept of a state, as JSON. No secret is in it: those of the world are the world's, and
// those that operations issue are made again from its seed.

/// As a store keeps it: what is no UTF-8 becomes U+FFFD.
std::string stored_text(const Json& document);

/// What a mock starts from. Two that differ here cannot share a store.
Json start_document(const MockSettings& start);
/// What is different, for people; empty when nothing is.
std::string difference_of(const Json& kept, const Json& start);

/// Clock, variants, settings, and by its name the built-in world that was put in place of the one
/// of the start.
Json state_document(const State& state);

/// Makes of `state`, a first one, the one that was written as `document`, with all of `values`.
/// Throws what reading JSON, worlds and faults throws.
void read_state(const Json& document, const StoredValues& values, const MockSettings& start,
                State& state);

/// What has changed of the values that are kept.
struct ValueChanges {
  const StoredValues& changed;
  const StoredValues& all;      ///< with these
  bool is_whole = false;        ///< whatever was known before is void
  bool forgets_counts = false;  ///< what faults have counted since is void
};
/// Makes of `state` the one that was written so. Throws as read_state does.
void read_changes(const ValueChanges& values, const MockSettings& start, State& state);

/// What replaces all that is kept of another mock: the start, and a state without what operations
/// changed of it and what was counted.
StoreChange first_change(const MockSettings& start, const State& state);
/// What is to be written when `next`, which was made of a copy of `now`, takes its place.
StoreChange change_between(const State& now, const State& next);

/// Adds what operations changed of the world from `before` to `now`.
void add_world_changes(const World& before, const World& now, StoredValues& values);
inline constexpr const char* kWorldPrefix = "world/";

/// Adds what the queue of faults has counted, and its rules.
void add_faults(const FaultQueue& faults, bool everything, StoreChange& change);

void add_limits(const RateLimiter::Usages& usages, StoredValues& values);
RateLimiter::Usages read_limits(const StoredValues& values);

}  // namespace mockmeter
