#pragma once

#include "server/api/operation.h"

namespace mockmeter::neon {

/// One series for a whole account or organization: the sum over its projects.
Response get_account_consumption(const Call& call);
/// The same numbers per project, in pages.
Response get_project_consumption(const Call& call);

}  // namespace mockmeter::neon
