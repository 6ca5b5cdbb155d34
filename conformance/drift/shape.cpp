#include "conformance/drift/shape.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <utility>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/json_pointer.h"
#include "base/text/wording.h"
#include "base/time/timestamp.h"
#include "conformance/evaluation/values/decimal.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance::drift {
namespace {

constexpr std::size_t kMaxTexts = 100;      // of one list; no API has as many
constexpr std::size_t kMaxTextLength = 80;  // of one of them
constexpr std::size_t kMaxMembers = 300;    // more are no words of an API
constexpr std::int64_t kMaxExact = std::int64_t{1} << 53;
constexpr std::size_t kMinDigitsOfData = 4;

constexpr std::array<std::string_view, 7> kTypeNames{"null",   "boolean", "integer", "number",
                                                     "string", "array",   "object"};
constexpr std::array<std::string_view, 5> kFormNames{"another text", "RFC 3339 time", "Go time",
                                                     "date", "decimal number"};

JsonType type_of_value(const Json& value) {
  switch (value.type()) {
    case Json::value_t::boolean:
      return JsonType::kBoolean;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return JsonType::kInteger;
    case Json::value_t::number_float:
      return JsonType::kNumber;
    case Json::value_t::string:
      return JsonType::kString;
    case Json::value_t::array:
      return JsonType::kArray;
    case Json::value_t::object:
      return JsonType::kObject;
    default:
      return JsonType::kNull;
  }
}

bool is_beyond_double(const Json& value) {
  if (value.is_number_unsigned()) {
    return value.get<std::uint64_t>() > static_cast<std::uint64_t>(kMaxExact);
  }
  return value.is_number_integer() && value.get<std::int64_t>() < -kMaxExact;
}

/// Takes values into one shape.
class Collector {
 public:
  explicit Collector(std::set<const Json*> enumerated) : enumerated_(std::move(enumerated)) {}

  void add(Shape& shape, const Json& value, std::size_t levels) const {
    ++shape.values;
    shape.types.insert(type_of_value(value));
    shape.exceeds_double = shape.exceeds_double || is_beyond_double(value);
    if (value.is_string()) add_text(shape, value);
    if (levels == 0) return;
    if (value.is_array()) add_items(shape, value, levels - 1);
    if (value.is_object()) add_members(shape, value, levels - 1);
  }

 private:
  void add_text(Shape& shape, const Json& value) const {
    const auto& text = value.get_ref<const std::string&>();
    shape.forms.insert(form_of(text));
    if (!enumerated_.contains(&value)) return;
    shape.is_enumerated = true;
    if (shape.texts.size() < kMaxTexts) shape.texts.insert(text.substr(0, kMaxTextLength));
  }

  void add_items(Shape& shape, const Json& array, std::size_t levels) const {
    if (array.empty()) return;
    shape.items.resize(1);
    for (const Json& item : array) add(shape.items.front(), item, levels);
  }

  void add_members(Shape& shape, const Json& object, std::size_t levels) const {
    ++shape.objects;
    bool has_data = false;
    for (const auto& [name, value] : object.items()) {
      const bool is_data = is_data_name(name) || object.size() > kMaxMembers;
      ShapeMember& member = member_of(shape, is_data ? kAnyName : std::string_view(name));
      if (!is_data || !std::exchange(has_data, true)) ++member.present;
      add(member.shape, value, levels);
    }
  }

  std::set<const Json*> enumerated_;
};

/// Whether a document takes the name for data.
bool is_documented_data(const Shape* documented, const std::string& name) {
  return documented != nullptr && documented->find(kAnyName) != nullptr &&
         documented->find(name) == nullptr;
}

}  // namespace

std::string to_text(const TypeSet& types) {
  std::vector<std::string_view> names;
  for (const JsonType type : types) {
    const bool is_wider = type == JsonType::kInteger && types.contains(JsonType::kNumber);
    if (type != JsonType::kNull && !is_wider)
      names.push_back(kTypeNames.at(static_cast<std::size_t>(type)));
  }
  if (types.contains(JsonType::kNull)) names.emplace_back("null");
  return join(names, " or ");
}

std::string_view to_string(TextForm form) { return kFormNames.at(static_cast<std::size_t>(form)); }

TextForm form_of(std::string_view text) {
  constexpr std::size_t kLongestTime = 80;
  if (text.empty() || text.size() > kLongestTime || !(is_digit(text.front()) || text[0] == '-')) {
    return TextForm::kOther;
  }
  if (parse_date(text)) return TextForm::kDate;
  if (parse_decimal(text)) return TextForm::kDecimal;
  if (parse_rfc3339_timestamp(text)) return TextForm::kRfc3339;
  return parse_any_timestamp(text) ? TextForm::kGoTime : TextForm::kOther;
}

const ShapeMember* Shape::find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(members, name, {}, &ShapeMember::name);
  return at != members.end() && at->name == name ? &*at : nullptr;
}

bool is_data_name(std::string_view name) {
  if (name.empty() || std::ranges::all_of(name, is_digit)) return true;
  std::size_t digits = 0;
  std::size_t hexadecimal = 0;  // in a row, with digits among them
  std::size_t row = 0;
  bool has_digit = false;
  for (const char c : name) {
    digits = is_digit(c) ? digits + 1 : 0;
    has_digit = hex_value(c) >= 0 && (has_digit || is_digit(c));
    row = hex_value(c) >= 0 ? row + 1 : 0;
    if (has_digit) hexadecimal = std::max(hexadecimal, row);
    if (digits >= kMinDigitsOfData) return true;
  }
  return hexadecimal >= 2 * kMinDigitsOfData;
}

ShapeMember& member_of(Shape& shape, std::string_view name) {
  const auto at = std::ranges::lower_bound(shape.members, name, {}, &ShapeMember::name);
  if (at != shape.members.end() && at->name == name) return *at;
  return *shape.members.insert(at, ShapeMember{std::string(name), 0, {}});
}

Shape shape_of(const Json& value, std::span<const std::string_view> enumerated) {
  std::set<const Json*> values;
  for (const std::string_view path : enumerated) {
    for (const auto& match : resolve_pattern(value, path)) values.insert(match.value);
  }
  Shape shape;
  Collector(std::move(values)).add(shape, value, kMaxExaminedDepth);
  return shape;
}

void merge(Shape& into, const Shape& from) {
  into.values += from.values;
  into.types.insert(from.types.begin(), from.types.end());
  into.exceeds_double = into.exceeds_double || from.exceeds_double;
  into.forms.insert(from.forms.begin(), from.forms.end());
  into.is_enumerated = into.is_enumerated || from.is_enumerated;
  into.texts.insert(from.texts.begin(), from.texts.end());
  into.objects += from.objects;
  into.is_any = into.is_any || from.is_any;
  into.is_open = into.is_open || from.is_open;
  for (const ShapeMember& member : from.members) {
    ShapeMember& same = member_of(into, member.name);
    same.present += member.present;
    merge(same.shape, member.shape);
  }
  if (from.items.empty()) return;
  into.items.resize(1);
  merge(into.items.front(), from.items.front());
}

void fold_data_members(Shape& shape, const Shape* documented) {
  const bool is_wide = shape.members.size() > kMaxMembers;
  const auto is_data = [&](const ShapeMember& member) {
    return member.name != kAnyName && (is_wide || is_documented_data(documented, member.name));
  };
  const auto data =
      std::stable_partition(shape.members.begin(), shape.members.end(), std::not_fn(is_data));
  const std::vector<ShapeMember> folded(data, shape.members.end());
  shape.members.erase(data, shape.members.end());
  for (const ShapeMember& member : folded) {
    ShapeMember& any = member_of(shape, kAnyName);
    any.present = std::max(any.present, member.present);
    merge(any.shape, member.shape);
  }
  for (ShapeMember& member : shape.members) {
    const ShapeMember* same = documented == nullptr ? nullptr : documented->find(member.name);
    fold_data_members(member.shape, same == nullptr ? nullptr : &same->shape);
  }
  if (shape.items.empty()) return;
  const bool has_items = documented != nullptr && !documented->items.empty();
  fold_data_members(shape.items.front(), has_items ? &documented->items.front() : nullptr);
}

}  // namespace mockmeter::conformance::drift
