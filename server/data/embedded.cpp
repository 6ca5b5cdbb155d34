#include "server/data/embedded.h"

#include <algorithm>

#include "server/data/table.h"

namespace mockmeter {
namespace {

auto first_from(std::string_view path) {
  const auto table = embedded_table();
  return std::lower_bound(
      table.begin(), table.end(), path,
      [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
}

}  // namespace

std::optional<std::string_view> embedded_file(std::string_view path) {
  const auto file = first_from(path);
  if (file == embedded_table().end() || file->path != path) return std::nullopt;
  return std::string_view(file->begin, static_cast<std::size_t>(file->end - file->begin));
}

std::vector<std::string_view> embedded_files(std::string_view prefix) {
  std::vector<std::string_view> paths;
  for (auto file = first_from(prefix); file != embedded_table().end(); ++file) {
    if (!file->path.starts_with(prefix)) break;
    paths.push_back(file->path);
  }
  return paths;
}

}  // namespace mockmeter
