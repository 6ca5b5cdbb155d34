#pragma once

#include "server/api/operation.h"

namespace mockmeter::neon {

/// Billing metrics per project, in pages, newest project first.
Response get_project_consumption_v2(const OperationRequest& call);
/// Billing metrics per branch, in pages, by project id and branch id.
Response get_branch_consumption_v2(const OperationRequest& call);

/// One series for a whole account or organization: the sum over its projects.
Response get_account_consumption(const OperationRequest& call);
/// The same numbers per project, in pages.
Response get_project_consumption(const OperationRequest& call);

}  // namespace mockmeter::neon
