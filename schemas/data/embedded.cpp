#include "schemas/data/embedded.h"

#include "schemas/data/embedded_files.h"

namespace mockmeter {

EmbeddedFiles embedded_table();  // the build makes it

std::optional<std::string_view> embedded_file(std::string_view path) {
  return find_file(embedded_table(), path);
}

std::vector<std::string_view> embedded_files(std::string_view prefix) {
  return paths_under(embedded_table(), prefix);
}

}  // namespace mockmeter
