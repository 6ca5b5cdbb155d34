#include "conformance/evaluation/assertions/schema_file.h"

#include "schemas/data/embedded.h"
#include "schemas/load.h"

namespace mockmeter::conformance {
namespace {

std::optional<Json> find_schema(const std::string& path) {
  if (!embedded_file(path)) return std::nullopt;
  return load_schema(path);
}

}  // namespace

std::string provider_of(std::string_view operation) {
  return std::string(operation.substr(0, operation.find('.')));
}

std::optional<Json> schema_of(std::string_view operation, std::string_view kind) {
  const std::string provider = provider_of(operation);
  if (operation.size() <= provider.size() + 1) return std::nullopt;
  const std::string name(operation.substr(provider.size() + 1));
  return find_schema("schemas/" + provider + "/" + name + "." + std::string(kind) + ".json");
}

std::optional<Json> error_schema_of(std::string_view provider) {
  return find_schema("schemas/" + std::string(provider) + "/error.json");
}

}  // namespace mockmeter::conformance
