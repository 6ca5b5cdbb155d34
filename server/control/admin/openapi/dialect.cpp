#include <map>
#include <string_view>

#include "server/control/admin/openapi/components.h"

namespace mockmeter {
namespace {

enum class Contents { kSchema, kSchemas, kNamedSchemas };

/// Keywords with schemas in them; all others hold data, which may look like schemas.
const std::map<std::string_view, Contents> kNested{
    {"additionalItems", Contents::kSchema},
    {"additionalProperties", Contents::kSchema},
    {"allOf", Contents::kSchemas},
    {"anyOf", Contents::kSchemas},
    {"contains", Contents::kSchema},
    {"contentSchema", Contents::kSchema},
    {"definitions", Contents::kNamedSchemas},
    {"else", Contents::kSchema},
    {"if", Contents::kSchema},
    {"items", Contents::kSchema},
    {"not", Contents::kSchema},
    {"oneOf", Contents::kSchemas},
    {"patternProperties", Contents::kNamedSchemas},
    {"properties", Contents::kNamedSchemas},
    {"propertyNames", Contents::kSchema},
    {"then", Contents::kSchema},
};

constexpr std::string_view kDefinitions = "#/definitions/";

class Converter {
 public:
  Converter(const std::string& place, const ReferToFile& refer) : place_(place), refer_(refer) {}

  Json convert(const Json& schema) const {
    if (!schema.is_object()) return schema;
    if (schema.contains("$ref")) return reference(schema["$ref"].get<std::string>());
    const bool is_tuple = schema.contains("items") && schema["items"].is_array();
    Json converted = Json::object();
    for (const auto& [keyword, content] : schema.items()) {
      if (keyword == "$schema" || keyword == "$id") continue;
      if (keyword == "additionalItems" && !is_tuple) continue;  // says nothing without a tuple
      converted[name_of(keyword, is_tuple)] = convert_content(keyword, content);
    }
    if (converted.value("type", Json()) == "array" && !converted.contains("items")) {
      converted["items"] = Json::object();  // OpenAPI wants it said that they may be anything
    }
    return converted;
  }

 private:
  static std::string name_of(const std::string& keyword, bool is_tuple) {
    if (keyword == "definitions") return "$defs";
    if (keyword == "items" && is_tuple) return "prefixItems";
    if (keyword == "additionalItems") return "items";
    return keyword;
  }

  /// Draft-07 ignores what stands beside "$ref".
  Json reference(const std::string& target) const {
    if (!target.starts_with('#')) return refer_(target);
    if (!target.starts_with(kDefinitions)) return {{"$ref", place_ + target.substr(1)}};
    return {{"$ref", place_ + "/$defs/" + target.substr(kDefinitions.size())}};
  }

  Json convert_content(const std::string& keyword, const Json& content) const {
    const auto nested = kNested.find(keyword);
    if (nested == kNested.end() || !content.is_structured()) return content;
    if (nested->second == Contents::kSchema && content.is_object()) return convert(content);
    Json converted = content;
    for (Json& schema : converted) schema = convert(schema);
    return converted;
  }

  const std::string& place_;
  const ReferToFile& refer_;
};

}  // namespace

Json to_openapi_dialect(const Json& schema, const std::string& place, const ReferToFile& refer) {
  return Converter(place, refer).convert(schema);
}

}  // namespace mockmeter
