#include "conformance/drift/documented.h"

#include <array>
#include <string>

#include "base/tables.h"
#include "conformance/model/display.h"
#include "schemas/data/embedded.h"
#include "schemas/load.h"

namespace mockmeter::conformance::drift {
namespace {

struct TypeName {
  std::string_view name;
  JsonType type;
};
constexpr std::array<TypeName, 7> kSchemaTypes{{{"null", JsonType::kNull},
                                                {"boolean", JsonType::kBoolean},
                                                {"integer", JsonType::kInteger},
                                                {"number", JsonType::kNumber},
                                                {"string", JsonType::kString},
                                                {"array", JsonType::kArray},
                                                {"object", JsonType::kObject}}};

/// So many objects stand for one schema; an optional member is in half of them.
constexpr std::size_t kObjects = 2;

class SchemaReader {
 public:
  explicit SchemaReader(const Json& document) : document_(document) {}

  Shape read(const Json& schema, std::size_t levels) const {
    if (!schema.is_object() || levels == 0) return anything();
    if (schema.contains("$ref")) return read(referred(schema["$ref"]), levels - 1);
    for (const char* word : {"anyOf", "oneOf"}) {
      if (schema.contains(word)) return read_alternatives(schema[word], levels - 1);
    }
    if (schema.contains("allOf") || schema.contains("if")) return anything();
    if (schema.contains("const")) return read_values(Json::array({schema["const"]}));
    if (schema.contains("enum")) return read_values(schema["enum"]);
    return read_types(schema, levels - 1);
  }

 private:
  static Shape anything() {
    Shape shape;
    shape.values = kObjects;
    shape.is_any = true;
    return shape;
  }

  /// Discarded, which reads as anything, when it leads nowhere.
  Json referred(const Json& reference) const {
    const auto target = reference.get<std::string>();
    const Json::json_pointer place(target.starts_with('#') ? target.substr(1) : "/-");
    return document_.contains(place) ? document_[place] : Json(Json::value_t::discarded);
  }

  Shape read_alternatives(const Json& schemas, std::size_t levels) const {
    Shape shape;
    for (const Json& each : schemas) merge(shape, read(each, levels));
    return shape;
  }

  static Shape read_values(const Json& values) {
    Shape shape;
    for (const Json& value : values) merge(shape, shape_of(value));
    for (const Json& value : values) {
      if (value.is_string()) shape.texts.insert(value.get<std::string>());
    }
    shape.is_enumerated = !shape.texts.empty();
    return shape;
  }

  Shape read_types(const Json& schema, std::size_t levels) const {
    Shape shape;
    shape.values = kObjects;
    add_types(shape, schema);
    if (shape.types.empty()) return anything();
    if (schema.contains("items")) shape.items.push_back(read(schema["items"], levels));
    if (shape.types.contains(JsonType::kObject)) add_members(shape, schema, levels);
    return shape;
  }

  static void add_types(Shape& shape, const Json& schema) {
    const Json type = schema.value("type", Json());
    const Json types = type.is_string() ? Json::array({type}) : type;
    for (const TypeName& each : kSchemaTypes) {
      if (contains(types, Json(each.name))) shape.types.insert(each.type);
    }
    // Every integer is a number.
    if (shape.types.contains(JsonType::kNumber)) shape.types.insert(JsonType::kInteger);
    if (type.is_null() && schema.contains("properties")) shape.types.insert(JsonType::kObject);
    if (type.is_null() && schema.contains("items")) shape.types.insert(JsonType::kArray);
  }

  void add_members(Shape& shape, const Json& schema, std::size_t levels) const {
    shape.objects = kObjects;
    const Json required = schema.value("required", Json::array());
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, each] : properties.items()) {
      ShapeMember& member = member_of(shape, name);
      member.present = contains(required, Json(name)) ? kObjects : 1;
      member.shape = read(each, levels);
    }
    const Json others = schema.value("additionalProperties", Json(true));
    shape.is_open = others != Json(false);
    if (!others.is_object()) return;
    ShapeMember& member = member_of(shape, kAnyName);
    member.present = 1;
    member.shape = read(others, levels);
  }

  const Json& document_;
};

std::string schema_path(const OperationInfo& operation, int status) {
  const std::string folder = "schemas/" + std::string(operation.provider()) + '/';
  const bool is_error = status >= 400;
  return folder + (is_error ? "error.json" : std::string(operation.name()) + ".response.json");
}

}  // namespace

Shape shape_of_schema(const Json& schema) {
  return SchemaReader(schema).read(schema, kMaxExaminedDepth);
}

std::optional<Shape> documented_shape(const OperationInfo& operation, int status) {
  const bool is_told = (status >= 200 && status < 300) || status >= 400;
  const std::string path = schema_path(operation, status);
  if (!is_told || !embedded_file(path)) return std::nullopt;
  return shape_of_schema(load_schema(path));
}

}  // namespace mockmeter::conformance::drift
