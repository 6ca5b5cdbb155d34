#include <cctype>
#include <chrono>
#include <string>
#include <utility>

#include "conformance/adapters/reference/common/instant.h"
#include "conformance/adapters/reference/response/decode.h"

namespace reference {
namespace {

std::string snake_case(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (upper && !out.empty()) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

std::string camel_case(const std::string& name) {
  std::string out;
  bool begins = false;
  for (const char c : name) {
    if (c != '_')
      out += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = c == '_' && !out.empty();
  }
  return out;
}

std::string renamed(const std::string& name) {
  return name.find('_') == std::string::npos ? snake_case(name) : camel_case(name);
}

void to_epoch_milliseconds(Json& instant) {
  const auto time = parse_wall_time(instant.get_ref<const std::string&>());
  if (!time) return;
  instant = std::chrono::floor<std::chrono::milliseconds>(time->instant()).time_since_epoch() /
            std::chrono::milliseconds(1);
}

/// null-for-absent: a model has all of its members, whatever came.
void add_companions(const Model& model, Json& object) {
  Json absent = Json::object();
  for (const auto& [name, value] : object.items()) {
    for (const std::string& companion : Model::of(model.companions, name)) {
      if (!object.contains(companion)) absent[companion] = nullptr;
    }
  }
  object.update(absent);
}

Json dumped_member(const Model& model, std::string_view name, Json value, const QuirkSet& quirks) {
  const Field* field = model.find_field(name);
  if (field != nullptr && field->type == Field::Type::kOpen) return value;
  const bool is_instant =
      field != nullptr && field->type == Field::Type::kInstant && value.is_string();
  if (is_instant && quirks.has("epoch-milliseconds")) to_epoch_milliseconds(value);
  return apply_result_quirks(model, std::move(value), quirks);
}

Json dumped_object(const Model& model, Json object, const QuirkSet& quirks) {
  if (quirks.has("null-for-absent")) add_companions(model, object);
  Json out = Json::object();
  for (auto& [name, value] : object.items()) {
    if (value.is_null() && quirks.has("absent-for-null")) continue;
    out[quirks.has("renamed-members") ? renamed(name) : name] =
        dumped_member(model, name, std::move(value), quirks);
  }
  return out;
}

}  // namespace

Json apply_result_quirks(const Model& model, Json value, const QuirkSet& quirks) {
  if (value.is_object()) return dumped_object(model, std::move(value), quirks);
  if (value.is_array()) {
    for (Json& item : value) item = apply_result_quirks(model, std::move(item), quirks);
  }
  if (value.is_number() && quirks.has("number-texts")) return value.dump();
  return value;
}

}  // namespace reference
