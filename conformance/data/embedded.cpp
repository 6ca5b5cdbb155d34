#include "conformance/data/embedded.h"

#include "schemas/data/embedded_files.h"

namespace mockmeter {

EmbeddedFiles suite_table();  // the build makes it

namespace conformance {

std::optional<std::string_view> suite_file(std::string_view path) {
  return find_file(suite_table(), path);
}

std::vector<std::string_view> suite_files(std::string_view prefix) {
  return paths_under(suite_table(), prefix);
}

}  // namespace conformance
}  // namespace mockmeter
