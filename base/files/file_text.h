#pragma once

#include <optional>
#include <string>

namespace mockmeter {

/// What is in a file, or empty when it cannot be read. Of one in /proc whose process has ended
/// meanwhile it may be nothing.
std::optional<std::string> file_text(const std::string& path);

}  // namespace mockmeter
