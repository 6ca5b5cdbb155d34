#pragma once

#include "server/api/operation.h"

namespace mockmeter::zkscore {

/// GET /v1/developer/usage
Response get_usage(const Call& call);

}  // namespace mockmeter::zkscore
