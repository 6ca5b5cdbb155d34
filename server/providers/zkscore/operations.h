#pragma once

#include "server/api/operation.h"

namespace mockmeter::zkscore {

/// GET /v1/developer/keys
Response list_api_keys(const OperationRequest& call);
/// POST /v1/developer/keys
Response create_api_key(const OperationRequest& call, World& next);
/// DELETE /v1/developer/keys/{keyId}
Response revoke_api_key(const OperationRequest& call, World& next);

/// GET /v1/developer/usage
Response get_usage(const OperationRequest& call);

}  // namespace mockmeter::zkscore
