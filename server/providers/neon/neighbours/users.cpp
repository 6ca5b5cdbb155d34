#include "server/providers/neon/access.h"
#include "server/providers/neon/neighbours/operations.h"
#include "server/providers/neon/neighbours/plans.h"

namespace mockmeter::neon {

/// Source: OpenAPI file 2.7.2, CurrentUserInfoResponse.
/// Choice: no billing_account, which is optional, and no picture.
Response get_user(const OperationRequest& call) {
  const Account& person = person_of(call);
  const std::string_view plan = person.plan_at(call.now);
  const PlanLimits& limits = limits_of(plan);
  const std::size_t blank = person.name.rfind(' ');
  const std::string last_name = blank == std::string::npos ? "" : person.name.substr(blank + 1);
  const Json body = {{"active_seconds_limit", 0},
                     {"auth_accounts", Json::array({{{"email", person.email},
                                                     {"image", ""},
                                                     {"login", person.email},
                                                     {"name", person.name},
                                                     {"provider", "keycloak"}}})},
                     {"email", person.email},
                     {"id", person.id},
                     {"image", ""},
                     {"login", person.email},
                     {"name", person.name.substr(0, blank)},
                     {"last_name", last_name},
                     {"projects_limit", limits.projects},
                     {"branches_limit", limits.branches},
                     {"max_autoscaling_limit", limits.user_units},
                     {"plan", plan}};
  return json_response(200, body.dump());
}

}  // namespace mockmeter::neon
