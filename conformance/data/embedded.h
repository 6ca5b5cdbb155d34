#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mockmeter::conformance {

/// The bytes of a file of conformance/requirements/, cases/, probes/ or starters/ as it was when
/// the program was built, by its path from the project's root. Empty when there is none.
std::optional<std::string_view> suite_file(std::string_view path);

/// The paths of those that begin with `prefix`, sorted by byte.
std::vector<std::string_view> suite_files(std::string_view prefix);

}  // namespace mockmeter::conformance
