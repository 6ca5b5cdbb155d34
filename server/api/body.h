#pragma once

#include "server/api/operation.h"
#include "server/metering/json.h"

namespace mockmeter {

/// The request's body as JSON, checked against "body" of the operation's request schema. Throws
/// the vendor's 415 for another content type and its 400 for what is not JSON or breaks the schema;
/// the detail names the place, what was expected and what was found.
Json json_body(const OperationRequest& call);

}  // namespace mockmeter
