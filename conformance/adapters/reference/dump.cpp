#include "conformance/adapters/reference/dump.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <string>
#include <utility>

#include "conformance/adapters/reference/field_table.h"
#include "conformance/adapters/reference/instant.h"

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
void add_companions(Json& object) {
  Json absent = Json::object();
  for (const auto& [name, value] : object.items()) {
    for (std::string_view rest = companions(name); !rest.empty();) {
      const std::string companion(rest.substr(0, rest.find(' ')));
      if (!object.contains(companion)) absent[companion] = nullptr;
      rest.remove_prefix(std::min(rest.size(), companion.size() + 1));
    }
  }
  object.update(absent);
}

Json dumped_member(std::string_view provider, std::string_view name, Json value,
                   const Manners& manners) {
  const Field* field = find_field(provider, name);
  if (field != nullptr && field->type == Field::Type::kOpen) return value;
  const bool is_instant =
      field != nullptr && field->type == Field::Type::kInstant && value.is_string();
  if (is_instant && manners.has(Manner::kEpochMilliseconds)) to_epoch_milliseconds(value);
  return dumped(provider, std::move(value), manners);
}

Json dumped_object(std::string_view provider, Json object, const Manners& manners) {
  if (manners.has(Manner::kNullForAbsent)) add_companions(object);
  Json out = Json::object();
  for (auto& [name, value] : object.items()) {
    if (value.is_null() && manners.has(Manner::kAbsentForNull)) continue;
    out[manners.has(Manner::kRenamedMembers) ? renamed(name) : name] =
        dumped_member(provider, name, std::move(value), manners);
  }
  return out;
}

}  // namespace

Json dumped(std::string_view provider, Json value, const Manners& manners) {
  if (value.is_object()) return dumped_object(provider, std::move(value), manners);
  if (value.is_array()) {
    for (Json& item : value) item = dumped(provider, std::move(item), manners);
  }
  if (value.is_number() && manners.has(Manner::kNumberTexts)) return value.dump();
  return value;
}

}  // namespace reference
