#pragma once

#include "server/api/operation.h"

namespace mockmeter::neon {

// What real clients ask on their way to the consumption history.

/// The person whose key it is.
Response get_user(const OperationRequest& call);
/// The organizations of this person.
Response list_user_organizations(const OperationRequest& call);

Response get_organization(const OperationRequest& call);
/// What an organization wants to spend in a month.
Response get_spending_limit(const OperationRequest& call);

/// The projects of an account, in pages, newest first.
Response list_projects(const OperationRequest& call);
/// The projects that others share with the caller: none in a world.
Response list_shared_projects(const OperationRequest& call);
/// One project with what it used in this billing period.
Response get_project(const OperationRequest& call);
/// The branches of a project with what they used in this billing period, in pages.
Response list_branches(const OperationRequest& call);
/// The computes of a project.
Response list_endpoints(const OperationRequest& call);
/// What was done to a project, in pages, newest first.
Response list_operations(const OperationRequest& call);

}  // namespace mockmeter::neon
