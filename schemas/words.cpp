#include "schemas/words.h"

#include <array>
#include <string_view>

#include "base/text/wording.h"

namespace mockmeter {
namespace {

constexpr std::size_t kLongestFound = 80;

std::string compact(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string bare(const Json& value) {
  return value.is_string() ? value.get<std::string>() : compact(value);
}

std::string value_of(const Json& schema, const char* keyword) {
  return schema.contains(keyword) ? compact(schema[keyword]) : "";
}

/// " from 1 to 9", " of 1 to 9 items", " of at least 1 item": whichever limits there are.
std::string range(const std::string& low, const std::string& high, std::string_view preposition,
                  const std::string& unit) {
  if (low.empty() && high.empty()) return "";
  if (low.empty()) return " of at most " + high + unit;
  if (high.empty()) return " of at least " + low + unit;
  if (low == high) return " of " + low + unit;
  return " " + std::string(preposition) + " " + low + " to " + high + unit;
}

std::string number_limits(const Json& schema) {
  std::string words = range(value_of(schema, "minimum"), value_of(schema, "maximum"), "from", "");
  if (schema.contains("exclusiveMinimum")) {
    words += " greater than " + compact(schema["exclusiveMinimum"]);
  }
  if (schema.contains("exclusiveMaximum")) {
    words += " less than " + compact(schema["exclusiveMaximum"]);
  }
  if (schema.contains("multipleOf"))
    words += " that is a multiple of " + compact(schema["multipleOf"]);
  return words;
}

std::string string_limits(const Json& schema) {
  std::string words =
      range(value_of(schema, "minLength"), value_of(schema, "maxLength"), "of", " characters");
  if (schema.contains("pattern")) words += " matching " + bare(schema["pattern"]);
  return words;
}

std::string array_limits(const Json& schema) {
  std::string words =
      range(value_of(schema, "minItems"), value_of(schema, "maxItems"), "of", " items");
  if (schema.value("uniqueItems", false)) words += " without duplicates";
  if (schema.contains("contains")) words += " that contains " + expected_words(schema["contains"]);
  return words;
}

std::string object_limits(const Json& schema) {
  return range(value_of(schema, "minProperties"), value_of(schema, "maxProperties"), "of",
               " members");
}

std::string no_limits(const Json&) { return ""; }

struct TypeWords {
  std::string_view type;
  std::string_view noun;
  std::string (*limits)(const Json& schema);
};

constexpr std::array kTypes{
    TypeWords{"string", "a string", string_limits},
    TypeWords{"integer", "an integer", number_limits},
    TypeWords{"number", "a number", number_limits},
    TypeWords{"array", "an array", array_limits},
    TypeWords{"object", "an object", object_limits},
    TypeWords{"boolean", "true or false", no_limits},
    TypeWords{"null", "null", no_limits},
};

bool names_type(const Json& types, std::string_view type) {
  if (types.is_string()) return types.get_ref<const std::string&>() == type;
  for (const Json& each : types) {
    if (each == type) return true;
  }
  return false;
}

/// Without "type" a schema speaks of those types that it sets limits for.
bool speaks_of(const Json& schema, const TypeWords& words) {
  if (schema.contains("type")) return names_type(schema["type"], words.type);
  return words.type != "integer" && !words.limits(schema).empty();
}

std::string typed_words(const Json& schema) {
  std::string words;
  for (const TypeWords& type : kTypes) {
    if (!speaks_of(schema, type)) continue;
    if (!words.empty()) words += " or ";
    words += std::string(type.noun) + type.limits(schema);
  }
  return words;
}

std::string required_words(const Json& schema) {
  return "an object with " + join_names(schema["required"], bare);
}

}  // namespace

std::string expected_words(const Json& schema) {
  if (!schema.is_object()) return "a value";
  if (schema.contains("const")) return compact(schema["const"]);
  if (schema.contains("enum")) return "one of: " + join_names(schema["enum"], bare);
  if (schema.contains("pattern") && schema.contains("title")) return bare(schema["title"]);
  std::string words = typed_words(schema);
  if (words.empty()) words = schema.contains("required") ? required_words(schema) : "a value";
  if (schema.contains("not")) words += " other than " + expected_words(schema["not"]);
  return words;
}

std::string found_words(const Json& value) {
  std::string text = compact(value);
  if (text.size() <= kLongestFound) return text;
  std::size_t end = kLongestFound;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // whole characters only
  return text.substr(0, end) + "...";
}

std::string member_words(const std::string& name) { return "member " + compact(Json(name)); }

}  // namespace mockmeter
