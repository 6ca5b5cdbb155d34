#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/json.h"

namespace mockmeter::upstash {

struct User;

/// A plan that a user is or was on, as far as it costs something. It lasts until the next one
/// begins, or until the user is deleted.
struct BillingTerm {
  Instant from;
  std::int64_t dollars_per_month = 0;  ///< of a fixed plan
  bool counts_messages = false;        ///< pay as you go

  bool operator==(const BillingTerm&) const = default;
};

/// The terms of a user that a world describes by its members, from its creation on.
std::vector<BillingTerm> initial_terms(const Json& members, Instant created);

/// The members of the user say another plan from `now` on.
void change_terms(User& user, Instant now);

/// A cumulative count at the edges of n neighbouring buckets: n + 1 values.
using Levels = std::vector<std::int64_t>;

/// What a fixed plan adds to a bill.
enum class FixedPlans { kByDays, kFree };

/// What was billed until each edge of some windows of one month, in millionths of a dollar, from
/// some level on. Cumulative, so that the days add up to the month without rounding. `requests` are
/// the user's, at the same edges. What was recorded of a window was billed in it.
Levels micro_dollars(const User& user, std::span<const Instant> edges, const Levels& requests,
                     FixedPlans fixed_plans);

}  // namespace mockmeter::upstash
