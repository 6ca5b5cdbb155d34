#include "schemas/load.h"

#include <stdexcept>
#include <string>

#include "schemas/data/embedded.h"

namespace mockmeter {
namespace {

/// The file that `schema` stands for; empty when it is no reference to a file.
std::string referred_file(const Json& schema) {
  const auto ref = schema.is_object() ? schema.find("$ref") : schema.end();
  if (ref == schema.end() || !ref->is_string()) return {};
  const auto target = ref->get<std::string>();
  return target.starts_with('#') ? std::string() : target;
}

void inline_files(Json& schema, const std::string& folder) {
  if (const std::string file = referred_file(schema); !file.empty()) {
    schema = load_schema(folder + file);
    return;
  }
  if (!schema.is_structured()) return;
  for (auto& child : schema) inline_files(child, folder);
}

}  // namespace

Json load_schema(std::string_view path) {
  const auto text = embedded_file(path);
  if (!text) throw std::runtime_error("no such schema: " + std::string(path));
  Json schema = Json::parse(*text);
  inline_files(schema, std::string(path.substr(0, path.rfind('/') + 1)));
  return schema;
}

}  // namespace mockmeter
