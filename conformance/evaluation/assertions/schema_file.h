#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// "acme" of "acme.get_stats".
std::string provider_of(std::string_view operation);

/// schemas/acme/get_stats.response.json for "acme.get_stats" and "response";
/// empty when there is no such file. Throws std::runtime_error naming a file that it refers to and
/// that is not there.
std::optional<Json> schema_of(std::string_view operation, std::string_view kind);

/// schemas/<provider>/error.json.
std::optional<Json> error_schema_of(std::string_view provider);

}  // namespace mockmeter::conformance
