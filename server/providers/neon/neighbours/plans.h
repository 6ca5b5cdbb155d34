#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/tables.h"

namespace mockmeter::neon {

/// What a plan allows, as far as neighbours show it.
struct PlanLimits {
  std::string_view plan;
  std::string_view subscription;  ///< as projects name it
  int projects;
  int branches;       ///< of a project
  int user_units;     ///< compute units that a user may ask for
  int project_units;  ///< up to which a project scales as long as nobody says otherwise
  std::int64_t branch_mebibytes;
  int history_seconds;
};

// Observed: live capture of 2026-08-09 in philip/neon-usage, a Free project: free_v3, 10 branches,
// 2 units, 512 MiB and 21600 seconds.
// Inferred: the other names of subscriptions, out of BillingSubscriptionType of the OpenAPI file
// 2.7.2, which has none for Agent.
// Choice: the other numbers. Nothing that is metered depends on them.
inline constexpr std::array<PlanLimits, 6> kPlanLimits{{
    {"free", "free_v3", 100, 10, 2, 2, 512, 21600},
    {"launch", "launch_v3", 100, 5000, 16, 8, 16777216, 86400},
    {"scale", "scale_v3", 1000, 5000, 56, 8, 16777216, 604800},
    {"agent", "direct_sales_v3", 30000, 5000, 56, 8, 16777216, 604800},
    {"business", "business", 5000, 5000, 56, 8, 16777216, 604800},
    {"enterprise", "direct_sales_v3", 10000, 5000, 56, 8, 16777216, 604800},
}};

/// Those of Free before the first plan.
constexpr const PlanLimits& limits_of(std::string_view plan) {
  const PlanLimits* limits = find_by(kPlanLimits, &PlanLimits::plan, plan);
  return limits == nullptr ? kPlanLimits.front() : *limits;
}

}  // namespace mockmeter::neon
