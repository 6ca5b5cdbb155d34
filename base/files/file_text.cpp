#include "base/files/file_text.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace mockmeter {

std::optional<std::string> file_text(const std::string& path) {
  std::error_code unknown;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, unknown)) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();  // an iterator would throw
  return file.bad() ? std::nullopt : std::optional(text.str());
}

}  // namespace mockmeter
