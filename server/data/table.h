#pragma once

#include <span>
#include <string_view>

namespace mockmeter {

struct EmbeddedFile {
  std::string_view path;
  const char* begin;
  const char* end;
};

/// All embedded files, sorted by path. The build generates the definition.
std::span<const EmbeddedFile> embedded_table();

}  // namespace mockmeter
