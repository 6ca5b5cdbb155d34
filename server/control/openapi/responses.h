#pragma once

#include "server/api/operation.h"
#include "server/control/openapi/components.h"
#include "server/core/json.h"

namespace mockmeter {

/// The responses of an operation by status: its response schema, with what the documents show as an
/// example, and the provider's envelope around every error.
Json openapi_responses(const Provider& provider, const Operation& operation, bool takes_body,
                       SchemaComponents& components);

}  // namespace mockmeter
