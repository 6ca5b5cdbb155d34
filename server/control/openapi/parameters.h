#pragma once

#include <string_view>

#include "server/control/openapi/components.h"
#include "server/core/json.h"

namespace mockmeter {

/// The parameters of an operation, from the "path" and "query" of its request schema: path first,
/// each in the order of the schema.
///
/// The schema judges the texts of a query; the document says what they mean: a text whose
/// "contentSchema" says that it is JSON becomes that integer or boolean, and what may be one value
/// or several becomes an array, each value being a pair of its own.
Json openapi_parameters(std::string_view provider, const Json& request_schema,
                        SchemaComponents& components);

}  // namespace mockmeter
