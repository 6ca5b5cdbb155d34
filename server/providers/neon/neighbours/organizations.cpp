#include <array>

#include "base/tables.h"
#include "server/providers/neon/access.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/neighbours/operations.h"

namespace mockmeter::neon {
namespace {

// Source: OpenAPI file 2.7.2, getOrganizationSpendingLimit, "on Launch and Scale plans only".
constexpr std::array<std::string_view, 2> kPlansWithSpendingLimit{"launch", "scale"};

/// Source: OpenAPI file 2.7.2, Organization. Choice: the last change was the one of the plan.
Json organization_object(const Account& organization, Instant now) {
  Instant updated_at = organization.plans.front().window.from;
  for (const PlanPeriod& plan : organization.plans) {
    if (plan.window.from <= now) updated_at = plan.window.from;
  }
  return {{"id", organization.id},
          {"name", organization.name},
          {"handle", organization.handle},
          {"plan", organization.plan_at(now)},
          {"created_at", format_rfc3339(organization.plans.front().window.from)},
          {"managed_by", "console"},
          {"updated_at", format_rfc3339(updated_at)},
          {"require_mfa", false}};
}

}  // namespace

Response list_user_organizations(const OperationRequest& call) {
  Json organizations = Json::array();
  for (const std::string& id : person_of(call).organizations) {
    const Account& organization = *call.world.part<Part>(kName).find_account(id);
    organizations.push_back(organization_object(organization, call.now));
  }
  const Json body = {{"organizations", std::move(organizations)}};
  return json_response(200, body.dump());
}

Response get_organization(const OperationRequest& call) {
  return json_response(200, organization_object(organization_of(call), call.now).dump());
}

/// Source: OpenAPI file 2.7.2, SpendingLimitResponse: null where no limit is set.
Response get_spending_limit(const OperationRequest& call) {
  const Account& organization = organization_of(call);
  if (!contains(kPlansWithSpendingLimit, organization.plan_at(call.now))) {
    throw ApiError(error_row("neon.plan_lacks_spending_limit"));
  }
  Json body = {{"spending_limit_cents", nullptr}};
  if (organization.spending_limit_cents) {
    body["spending_limit_cents"] = *organization.spending_limit_cents;
  }
  return json_response(200, body.dump());
}

}  // namespace mockmeter::neon
