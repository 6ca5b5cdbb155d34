#pragma once

#include <string_view>

#include "server/control/state.h"
#include "server/metering/json.h"

namespace mockmeter {

/// What the mock serves at this moment, as an OpenAPI 3.1 document: made from the table of
/// operations, the schemas and the world's lifecycle. `url` is where the APIs are.
///
/// Choice: an operation that is gone by the clock, or by a variant, is absent, as it is on the
/// wire. An operation's second path is an operation of its own, "<id>.alias", for ids must be
/// unique. What faults do to responses is not described.
Json openapi_document(const MockState& mock, std::string_view url);

}  // namespace mockmeter
