#include "schemas/data/embedded_files.h"

#include <algorithm>

namespace mockmeter {
std::optional<std::string_view> find_file(EmbeddedFiles files, std::string_view path) {
  const auto file = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
  if (file == files.end() || file->path != path) return std::nullopt;
  return std::string_view(file->begin, static_cast<std::size_t>(file->end - file->begin));
}

std::vector<std::string_view> paths_under(EmbeddedFiles files, std::string_view prefix) {
  std::vector<std::string_view> paths;
  for (auto file = std::ranges::lower_bound(files, prefix, {}, &EmbeddedFile::path);
       file != files.end(); ++file) {
    if (!file->path.starts_with(prefix)) break;
    paths.push_back(file->path);
  }
  return paths;
}

}  // namespace mockmeter
