#pragma once

#include <functional>
#include <string>

#include "server/core/json.h"

namespace mockmeter {

/// A reference to the component that a file ("user.json") became.
using ReferToFile = std::function<Json(const std::string& file)>;

/// A schema of draft-07, as the files of schemas/ are, in JSON Schema 2020-12, the dialect of
/// OpenAPI 3.1: "$ref" alone, to components; "$defs"; "prefixItems". `place` is where it will
/// stand:
/// "#/components/schemas/acme.user".
/// Source: OpenAPI 3.1.0 section 4.8.24; JSON Schema 2020-12, changes from 2019-09 and draft-07.
Json to_openapi_dialect(const Json& schema, const std::string& place, const ReferToFile& refer);

}  // namespace mockmeter
