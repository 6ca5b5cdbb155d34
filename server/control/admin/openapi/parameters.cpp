#include <string>

#include "base/tables.h"
#include "server/control/admin/openapi/components.h"

namespace mockmeter {
namespace {

bool requires_member(const Json& schema, const std::string& name) {
  return contains(schema.value("required", Json::array()), name);
}

/// The array of an "anyOf" of one value and several; null when `schema` is no such thing.
const Json* several(const Json& schema) {
  if (!schema.contains("anyOf")) return nullptr;
  for (const Json& choice : schema["anyOf"]) {
    if (choice.contains("type") && choice["type"].get_ref<const std::string&>() == "array") {
      return &choice;
    }
  }
  return nullptr;
}

const Json& meaning_of(const Json& schema) {
  if (const Json* array = several(schema)) return *array;
  return schema.contains("contentSchema") ? schema["contentSchema"] : schema;
}

Json query_parameter(const std::string& name, const Json& schema, Json meaning) {
  Json parameter = {{"name", name}, {"in", "query"}};
  // Source: OpenAPI 3.1.0, Parameter Object: form and explode are the defaults; readers like them.
  if (several(schema) != nullptr) {
    parameter["style"] = "form";
    parameter["explode"] = true;
  }
  for (const char* word : {"description", "deprecated"}) {
    if (!schema.contains(word)) continue;
    parameter[word] = schema[word];
    meaning.erase(word);
  }
  parameter["schema"] = std::move(meaning);
  return parameter;
}

}  // namespace

Json openapi_parameters(std::string_view provider, const Json& request_schema,
                        SchemaComponents& components) {
  Json parameters = Json::array();
  const Json& parts = request_schema.at("properties");
  const Json path = parts.value("path", Json::object()).value("properties", Json::object());
  for (const auto& [name, schema] : path.items()) {
    parameters.push_back({{"name", name},
                          {"in", "path"},
                          {"required", true},
                          {"schema", components.convert(provider, schema)}});
  }
  const Json query = parts.value("query", Json::object());
  const Json members = query.value("properties", Json::object());
  for (const auto& [name, schema] : members.items()) {
    Json parameter =
        query_parameter(name, schema, components.convert(provider, meaning_of(schema)));
    if (requires_member(query, name)) parameter["required"] = true;
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

}  // namespace mockmeter
