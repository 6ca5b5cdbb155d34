#include "schemas/world_schema.h"

#include <stdexcept>

#include "schemas/data/embedded.h"

namespace mockmeter {
namespace {

void move_definitions(Json& section, Json& top, const std::string& provider) {
  if (!section.contains("definitions")) return;
  for (const auto& [name, schema] : section["definitions"].items()) {
    if (top["definitions"].contains(name)) {
      throw std::invalid_argument("schemas/" + provider + "/world.json: definition \"" + name +
                                  "\" is already taken");
    }
    top["definitions"][name] = schema;
  }
  section.erase("definitions");
}

}  // namespace

Json compose_world_schema(Json top, const std::vector<std::pair<std::string, Json>>& sections) {
  for (const auto& [provider, schema] : sections) {
    Json section = schema;
    move_definitions(section, top, provider);
    top["properties"][provider] = std::move(section);
  }
  return top;
}

Json compose_world_schema(const std::vector<std::string>& providers) {
  std::vector<std::pair<std::string, Json>> sections;
  for (const std::string& provider : providers) {
    if (const auto text = embedded_file("schemas/" + provider + "/world.json")) {
      sections.emplace_back(provider, Json::parse(*text));
    }
  }
  return compose_world_schema(Json::parse(embedded_file("schemas/world.json").value()), sections);
}

}  // namespace mockmeter
