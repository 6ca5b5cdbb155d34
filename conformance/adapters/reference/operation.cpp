#include "conformance/adapters/reference/operation.h"

#include <algorithm>

namespace reference {
namespace {

constexpr Parameter kId[] = {{"id", Place::kPath}};
constexpr Parameter kPeriod[] = {{"period", Place::kQuery, ArgumentType::kEnum}};
constexpr Parameter kStats[] = {{"id", Place::kPath},
                                {"period", Place::kQuery, ArgumentType::kEnum}};
constexpr Parameter kPlan[] = {{"id", Place::kPath},
                               {"plan_name", Place::kBody, ArgumentType::kJson}};
constexpr Parameter kBudget[] = {{"id", Place::kPath},
                                 {"budget", Place::kBody, ArgumentType::kJson}};
constexpr Parameter kMove[] = {{"qstash_id", Place::kBody, ArgumentType::kJson},
                               {"target_team_id", Place::kBody, ArgumentType::kJson}};

constexpr Parameter kAccount[] = {
    {"from", Place::kQuery, ArgumentType::kInstant},
    {"to", Place::kQuery, ArgumentType::kInstant},
    {"granularity", Place::kQuery, ArgumentType::kEnum},
    {"org_id"},
    {"include_v1_metrics", Place::kQuery, ArgumentType::kTruth},
    {"metrics", Place::kQuery, ArgumentType::kTexts},
};
constexpr Parameter kProjects[] = {
    {"cursor"},
    {"limit", Place::kQuery, ArgumentType::kInteger},
    {"project_ids", Place::kQuery, ArgumentType::kTexts},
    {"from", Place::kQuery, ArgumentType::kInstant},
    {"to", Place::kQuery, ArgumentType::kInstant},
    {"granularity", Place::kQuery, ArgumentType::kEnum},
    {"org_id"},
    {"include_v1_metrics", Place::kQuery, ArgumentType::kTruth},
    {"metrics", Place::kQuery, ArgumentType::kTexts},
};
constexpr Parameter kProjectsV2[] = {
    {"cursor"},
    {"limit", Place::kQuery, ArgumentType::kInteger},
    {"project_ids", Place::kQuery, ArgumentType::kTexts},
    {"from", Place::kQuery, ArgumentType::kInstant},
    {"to", Place::kQuery, ArgumentType::kInstant},
    {"granularity", Place::kQuery, ArgumentType::kEnum},
    {"org_id"},
    {"metrics", Place::kQuery, ArgumentType::kTexts},
};
constexpr Parameter kBranchesV2[] = {
    {"cursor"},
    {"limit", Place::kQuery, ArgumentType::kInteger},
    {"project_ids", Place::kQuery, ArgumentType::kTexts},
    {"branch_ids", Place::kQuery, ArgumentType::kTexts},
    {"from", Place::kQuery, ArgumentType::kInstant},
    {"to", Place::kQuery, ArgumentType::kInstant},
    {"granularity", Place::kQuery, ArgumentType::kEnum},
    {"org_id"},
    {"metrics", Place::kQuery, ArgumentType::kTexts},
};

constexpr Parameter kUsage[] = {
    {"keyId"},
    {"timeframe", Place::kQuery, ArgumentType::kEnum},
    {"granularity", Place::kQuery, ArgumentType::kEnum},
    {"includeBreakdown", Place::kQuery, ArgumentType::kTruth},
    {"includeErrors", Place::kQuery, ArgumentType::kTruth},
    {"includeLatency", Place::kQuery, ArgumentType::kTruth},
    {"sort", Place::kQuery, ArgumentType::kEnum},
    {"sortBy", Place::kQuery, ArgumentType::kEnum},
    {"order", Place::kQuery, ArgumentType::kEnum},
    {"sortOrder", Place::kQuery, ArgumentType::kEnum},
    {"limit", Place::kQuery, ArgumentType::kInteger},
    {"offset", Place::kQuery, ArgumentType::kInteger},
};
constexpr Parameter kKeys[] = {{"limit", Place::kQuery, ArgumentType::kInteger},
                               {"offset", Place::kQuery, ArgumentType::kInteger}};
constexpr Parameter kNewKey[] = {
    {"name", Place::kBody, ArgumentType::kJson},
    {"description", Place::kBody, ArgumentType::kJson},
    {"permissions", Place::kBody, ArgumentType::kJson},
    {"rateLimit", Place::kBody, ArgumentType::kJson},
    {"expiry", Place::kBody, ArgumentType::kJson},
    {"webhooks", Place::kBody, ArgumentType::kJson},
    {"metadata", Place::kBody, ArgumentType::kJson},
};
constexpr Parameter kKeyId[] = {{"keyId", Place::kPath}};

constexpr Paging by_cursor(std::string_view items) { return {Paging::Style::kCursor, items}; }
constexpr Paging by_offset(std::string_view items) { return {Paging::Style::kOffset, items}; }

constexpr Operation kOperations[] = {
    {"upstash.list_qstash_users", "GET", "/qstash/users", {}, Shape::kArray, {}},
    {"upstash.get_qstash_stats", "GET", "/qstash/stats/{id}", kStats, Shape::kObject, {}},
    {"upstash.get_qstash_user", "GET", "/qstash/user/{id}", kId, Shape::kObject, {}},
    {"upstash.list_qstash_ipv4", "GET", "/qstash/ipv4", {}, Shape::kArray, {}},
    {"upstash.rotate_qstash_token", "POST", "/qstash/rotate-token/{id}", kId, Shape::kObject, {}},
    {"upstash.set_qstash_plan", "POST", "/qstash/set-plan/{id}", kPlan, Shape::kText, {}},
    {"upstash.update_qstash_budget",
     "PATCH",
     "/qstash/update-budget/{id}",
     kBudget,
     Shape::kText,
     {}},
    {"upstash.enable_qstash_prodpack",
     "POST",
     "/qstash/enable-prodpack/{id}",
     kId,
     Shape::kText,
     {}},
    {"upstash.disable_qstash_prodpack",
     "POST",
     "/qstash/disable-prodpack/{id}",
     kId,
     Shape::kText,
     {}},
    {"upstash.move_qstash_to_team", "POST", "/qstash/move-to-team", kMove, Shape::kText, {}},
    {"upstash.get_default_qstash_user", "GET", "/qstash/user", {}, Shape::kObject, {}},
    {"upstash.get_default_qstash_stats", "GET", "/qstash/stats", kPeriod, Shape::kObject, {}},
    {"upstash.list_redis_databases", "GET", "/redis/databases", {}, Shape::kArray, {}},
    {"upstash.delete_redis_database", "DELETE", "/redis/database/{id}", kId, Shape::kText, {}},
    {"neon.account_consumption",
     "GET",
     "/consumption_history/account",
     kAccount,
     Shape::kObject,
     {}},
    {"neon.project_consumption", "GET", "/consumption_history/projects", kProjects, Shape::kObject,
     by_cursor("projects")},
    {"neon.project_consumption_v2", "GET", "/consumption_history/v2/projects", kProjectsV2,
     Shape::kObject, by_cursor("projects")},
    {"neon.branch_consumption_v2", "GET", "/consumption_history/v2/branches", kBranchesV2,
     Shape::kObject, by_cursor("branches")},
    {"zkscore.get_usage", "GET", "/developer/usage", kUsage, Shape::kObject,
     by_offset("timeSeries")},
    {"zkscore.list_api_keys", "GET", "/developer/keys", kKeys, Shape::kObject, by_offset("keys")},
    {"zkscore.create_api_key", "POST", "/developer/keys", kNewKey, Shape::kObject, {}},
    {"zkscore.revoke_api_key", "DELETE", "/developer/keys/{keyId}", kKeyId, Shape::kObject, {}},
};

}  // namespace

std::string_view to_string(Shape shape) {
  switch (shape) {
    case Shape::kObject:
      return "object";
    case Shape::kArray:
      return "array";
    case Shape::kText:
      return "text";
  }
  return "";
}

std::span<const Operation> operations() { return kOperations; }

const Operation* find_operation(std::string_view id) {
  const auto found = std::find_if(std::begin(kOperations), std::end(kOperations),
                                  [&](const Operation& candidate) { return candidate.id == id; });
  return found == std::end(kOperations) ? nullptr : found;
}

}  // namespace reference
