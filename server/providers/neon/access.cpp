#include "server/providers/neon/access.h"

#include "base/tables.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/parameters.h"

namespace mockmeter::neon {

const Account& caller_of(const OperationRequest& call) {
  return *call.world.part<Part>(kName).find_account(call.principal.account);
}

// Observed: several clients, 2026: an organization's key gets a 404 from /users/me and below.
const Account& person_of(const OperationRequest& call) {
  const Account& caller = caller_of(call);
  if (caller.is_organization()) throw ApiError(error_row("neon.not_for_organizations"));
  return caller;
}

const Account& organization_of(const OperationRequest& call) {
  const std::string& id = call.path_param("org_id");
  check_id(id);
  const Account& caller = caller_of(call);
  if (caller.id == id && caller.is_organization()) return caller;
  if (!contains(caller.organizations, id)) throw ApiError(error_row("neon.unknown_organization"));
  return *call.world.part<Part>(kName).find_account(id);
}

OwnedProject project_of(const OperationRequest& call) {
  const std::string& id = call.path_param("project_id");
  check_id(id);
  const Account& caller = caller_of(call);
  for (const Account& owner : call.world.part<Part>(kName).accounts) {
    if (!caller.is_member_of(owner.id)) continue;
    if (const Project* project = find_by(owner.projects, &Project::id, id)) {
      return {owner, *project};
    }
  }
  throw ApiError(error_row("neon.unknown_project"));
}

}  // namespace mockmeter::neon
