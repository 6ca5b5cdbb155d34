#include "server/control/admin/openapi/components.h"

#include <map>
#include <stdexcept>
#include <utility>

#include "schemas/data/embedded.h"

namespace mockmeter {
namespace {

constexpr std::string_view kPlace = "#/components/schemas/";

/// "user.2026-03" of "user.2026-03.json".
std::string stem_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

}  // namespace

Json schema_file(std::string_view provider, const std::string& file) {
  const std::string path = "schemas/" + std::string(provider) + "/" + file;
  const auto text = embedded_file(path);
  if (!text) throw std::runtime_error("no such schema: " + path);
  return Json::parse(*text);
}

Json SchemaComponents::refer(std::string_view provider, const std::string& file) {
  return refer(provider, stem_of(file), schema_file(provider, file));
}

Json SchemaComponents::refer(std::string_view provider, const std::string& name,
                             const Json& schema) {
  const std::string key = std::string(provider) + "." + name;
  const std::string place = std::string(kPlace) + key;
  if (!schemas_.contains(key)) {
    schemas_[key] = nullptr;  // known from here on: files may refer to each other in a ring
    Json converted = convert_at(provider, place, schema);
    schemas_[key] = std::move(converted);
  }
  return {{"$ref", place}};
}

Json SchemaComponents::convert(std::string_view provider, const Json& schema) {
  return convert_at(provider, "#", schema);
}

Json SchemaComponents::convert_at(std::string_view provider, const std::string& place,
                                  const Json& schema) {
  return to_openapi_dialect(schema, place,
                            [&](const std::string& file) { return refer(provider, file); });
}

Json SchemaComponents::take() {
  std::map<std::string, Json> sorted;
  for (auto& [name, schema] : schemas_.items()) sorted.emplace(name, std::move(schema));
  schemas_ = Json::object();
  return sorted;
}

}  // namespace mockmeter
