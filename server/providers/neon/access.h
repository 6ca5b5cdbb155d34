#pragma once

#include "server/api/operation.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// A project and the account it belongs to.
struct OwnedProject {
  const Account& owner;
  const Project& project;
};

/// The account whose key the request carries.
const Account& caller_of(const OperationRequest& call);

/// The same when it is a person's; the 404 otherwise.
const Account& person_of(const OperationRequest& call);

/// The organization {org_id} of the route; the 404 when the caller is not in it.
const Account& organization_of(const OperationRequest& call);

/// The project {project_id} of the route; the 404 when neither the caller nor one of the caller's
/// organizations has it.
OwnedProject project_of(const OperationRequest& call);

}  // namespace mockmeter::neon
