#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mockmeter {

/// A file as it was when the program was built. Its bytes live as long as the program.
struct EmbeddedFile {
  std::string_view path;  ///< from the project's root
  const char* begin;
  const char* end;
};

/// Files that a library carries, sorted by path. Made by mockmeter_embed (embed.cmake).
using EmbeddedFiles = std::span<const EmbeddedFile>;

/// The bytes of the file at `path`; empty when there is none.
std::optional<std::string_view> find_file(EmbeddedFiles files, std::string_view path);

/// The paths that begin with `prefix`, sorted by byte.
std::vector<std::string_view> paths_under(EmbeddedFiles files, std::string_view prefix);

}  // namespace mockmeter
