#include "conformance/judge/schema_file.h"

#include <stdexcept>

#include "schemas/load.h"

namespace mockmeter::conformance {
namespace {

std::optional<Json> load(const std::string& path) {
  try {
    return load_schema(path);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string provider_of(std::string_view operation) {
  return std::string(operation.substr(0, operation.find('.')));
}

std::optional<Json> schema_of(std::string_view operation, std::string_view kind) {
  const std::string provider = provider_of(operation);
  if (operation.size() <= provider.size() + 1) return std::nullopt;
  const std::string name(operation.substr(provider.size() + 1));
  return load("schemas/" + provider + "/" + name + "." + std::string(kind) + ".json");
}

std::optional<Json> error_schema_of(std::string_view provider) {
  return load("schemas/" + std::string(provider) + "/error.json");
}

}  // namespace mockmeter::conformance
