#include "schemas/keywords.h"

#include <stdexcept>
#include <string_view>

namespace mockmeter {
namespace {

using nlohmann::json;

enum class Holds { kData, kSchemas, kNamedSchemas, kPattern, kSchemasByPattern };

const std::map<std::string_view, Holds> kKeywords{
    {"$comment", Holds::kData},
    {"$id", Holds::kData},
    {"$ref", Holds::kData},
    {"$schema", Holds::kData},
    {"additionalItems", Holds::kSchemas},
    {"additionalProperties", Holds::kSchemas},
    {"allOf", Holds::kSchemas},
    {"anyOf", Holds::kSchemas},
    {"const", Holds::kData},
    {"contains", Holds::kSchemas},
    {"contentMediaType", Holds::kData},
    {"contentSchema", Holds::kData},  // of a later draft; for the OpenAPI document
    {"default", Holds::kData},
    {"definitions", Holds::kNamedSchemas},
    {"deprecated", Holds::kData},  // of a later draft; for the OpenAPI document
    {"description", Holds::kData},
    {"else", Holds::kSchemas},
    {"enum", Holds::kData},
    {"examples", Holds::kData},
    {"exclusiveMaximum", Holds::kData},
    {"exclusiveMinimum", Holds::kData},
    {"format", Holds::kData},
    {"if", Holds::kSchemas},
    {"items", Holds::kSchemas},
    {"maxItems", Holds::kData},
    {"maxLength", Holds::kData},
    {"maxProperties", Holds::kData},
    {"maximum", Holds::kData},
    {"minItems", Holds::kData},
    {"minLength", Holds::kData},
    {"minProperties", Holds::kData},
    {"minimum", Holds::kData},
    {"multipleOf", Holds::kData},
    {"not", Holds::kSchemas},
    {"oneOf", Holds::kSchemas},
    {"pattern", Holds::kPattern},
    {"patternProperties", Holds::kSchemasByPattern},
    {"properties", Holds::kNamedSchemas},
    {"propertyNames", Holds::kSchemas},
    {"readOnly", Holds::kData},
    {"required", Holds::kData},
    {"then", Holds::kSchemas},
    {"title", Holds::kData},
    {"type", Holds::kData},
    {"uniqueItems", Holds::kData},
    {"writeOnly", Holds::kData},
};

[[noreturn]] void refuse(const json::json_pointer& place, const std::string& why) {
  throw std::invalid_argument("schema, at \"" + place.to_string() + "\": " + why);
}

class Annotator {
 public:
  explicit Annotator(const json& document) : document_(document) {}

  void annotate(json& schema, const json::json_pointer& place) {
    if (!schema.is_object()) return;
    for (auto& [keyword, content] : schema.items()) {
      const auto known = kKeywords.find(keyword);
      if (known == kKeywords.end()) refuse(place, "unknown keyword \"" + keyword + "\"");
      descend(known->second, content, place / keyword);
    }
    if (schema.contains("$ref")) return check_reference(schema["$ref"], place);
    schema["description"] = place.to_string();
  }

  Patterns take_patterns() { return std::move(patterns_); }

 private:
  void descend(Holds holds, json& content, const json::json_pointer& place) {
    if (holds == Holds::kPattern) return compile(content, place);
    if (holds == Holds::kSchemas && content.is_object()) return annotate(content, place);
    if (holds == Holds::kData || !content.is_structured()) return;
    for (auto& [name, schema] : content.items()) {
      if (holds == Holds::kSchemasByPattern) compile(name, place);
      annotate(schema, content.is_array() ? place / std::stoul(name) : place / name);
    }
  }

  void check_reference(const json& reference, const json::json_pointer& place) const {
    const std::string target = reference.is_string() ? reference.get<std::string>() : "";
    if (target.starts_with('#') && document_.contains(json::json_pointer(target.substr(1)))) return;
    refuse(place, "\"$ref\" leads nowhere in this document: " + reference.dump());
  }

  void compile(const json& pattern, const json::json_pointer& place) {
    if (!pattern.is_string()) refuse(place, "a pattern must be a string");
    const std::string text = pattern.get<std::string>();
    try {
      patterns_.try_emplace(text, text, std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error& error) {
      refuse(place, "\"" + text + "\" is no regular expression: " + error.what());
    }
  }

  const json& document_;
  Patterns patterns_;
};

}  // namespace

bool matches(const Patterns& patterns, const std::string& pattern, const std::string& text) {
  constexpr std::size_t kLongest = 1024;
  return text.size() <= kLongest && std::regex_search(text, patterns.at(pattern));
}

Patterns annotate_schema(json& schema) {
  Annotator annotator(schema);
  annotator.annotate(schema, json::json_pointer());
  return annotator.take_patterns();
}

}  // namespace mockmeter
