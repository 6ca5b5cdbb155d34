#pragma once

#include <string_view>

#include "server/metering/json.h"

namespace mockmeter {

/// An embedded schema with its references to files beside it ({"$ref": "user.json"}) replaced by
/// their contents, so that a validator needs no file. `path` is from the project's root:
/// "schemas/upstash/list_qstash_users.response.json". Throws std::runtime_error naming a file that
/// is not there. References within one file ("#/definitions/x") are left alone.
Json load_schema(std::string_view path);

}  // namespace mockmeter
