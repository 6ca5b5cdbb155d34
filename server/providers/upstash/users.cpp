#include <string>
#include <utility>

#include "base/tables.h"
#include "server/api/body.h"
#include "server/metering/json_text.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/operations.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

constexpr std::int64_t kNoBudget = 0;
constexpr std::int64_t kSmallestBudget = 20;
constexpr std::int64_t kLargestBudget = 10000;

Response ok() { return json_response(200, R"("OK")"); }

Response user_response(const OperationRequest& call, const User& user) {
  std::string body;
  user.members.append_to(body, call.variants, call.now);
  return json_response(200, std::move(body));
}

User& user_in_path(const OperationRequest& call, World& next) {
  return find_user(call, call.path_param("id"), next);
}

/// Sets one member of a user.
Response set_member(User& user, const char* name, const Json& value) {
  user.members.edit([&](Json& members) { members[name] = value; });
  return ok();
}

Response set_prodpack(const OperationRequest& call, World& next, bool enabled) {
  return set_member(user_in_path(call, next), "prod_pack_enabled", enabled);
}

std::int64_t read_budget(const Json& body) {
  const Json& budget = body.at("budget");
  const std::int64_t dollars = budget.is_number_integer() ? budget.get<std::int64_t>() : -1;
  const bool allowed =
      dollars == kNoBudget || (dollars >= kSmallestBudget && dollars <= kLargestBudget);
  // Source: OpenAPI file, update-budget: "Minimum 20, maximum 10000, or 0 for no limit".
  // Inferred: so 1 to 19 is refused; the schema beside that text allows it.
  if (!allowed) throw invalid("budget", "expected 0, or 20 to 10000");
  return dollars;
}

}  // namespace

Response list_users(const OperationRequest& call) {
  std::string body = "[";
  for (const User* user : users_of(call)) {
    append_separator(body);
    user->members.append_to(body, call.variants, call.now);
  }
  body += ']';
  return json_response(200, std::move(body));
}

Response get_user(const OperationRequest& call) { return user_response(call, user_in_path(call)); }

Response list_ipv4(const OperationRequest& call) {
  return json_response(200, Json(part_of(call).ipv4).dump());
}

Response rotate_token(const OperationRequest& call, World& next) {
  User& user = user_in_path(call, next);
  ++user.rotations;
  issue_credentials(user, next.seed);
  return user_response(call, user);
}

Response set_plan(const OperationRequest& call, World& next) {
  const auto name = json_body(call).at("plan_name").get<std::string>();
  const auto& plans = part_of(call).plans;
  const auto plan = plans.find(name);
  if (plan == plans.end()) throw invalid("plan_name", "this world has no such plan");
  User& user = user_in_path(call, next);
  user.members.edit([&](Json& members) {
    members.erase("reserved_type");
    members.update(plan->second);
    members["last_plan_upgrade_time"] = unix_seconds(call.now);
  });
  change_terms(user, call.now);
  return ok();
}

Response update_budget(const OperationRequest& call, World& next) {
  const std::int64_t dollars = read_budget(json_body(call));
  return set_member(user_in_path(call, next), "budget", dollars);
}

Response enable_prodpack(const OperationRequest& call, World& next) {
  return set_prodpack(call, next, true);
}

Response disable_prodpack(const OperationRequest& call, World& next) {
  return set_prodpack(call, next, false);
}

Response move_to_team(const OperationRequest& call, World& next) {
  const Json body = json_body(call);
  const auto team = body.at("target_team_id").get<std::string>();
  const auto& teams = part_of(call).teams;
  const User& known = find_user(call, body.at("qstash_id").get<std::string>());
  if (find_by(teams, &Team::id, team) == nullptr)
    throw ApiError(error_row("upstash.not_found"), "team");
  // Choice: whoever moves a user is a member of the team, so its keys go on seeing the user.
  return set_member(find_user(call, known.id, next), "customer_id", team);
}

}  // namespace mockmeter::upstash
