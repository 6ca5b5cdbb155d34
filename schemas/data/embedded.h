#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace mockmeter {

/// The bytes of a JSON file of schemas/, fixtures/worlds/ or fixtures/*/examples/ as it was when
/// the program was built, by its path from the project's root: "schemas/world.json". Empty when
/// there is none. The bytes live as long as the program.
std::optional<std::string_view> embedded_file(std::string_view path);

/// The paths of the embedded files that begin with `prefix`, sorted by byte.
std::vector<std::string_view> embedded_files(std::string_view prefix);

}  // namespace mockmeter
