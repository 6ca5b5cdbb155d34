#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/instant.h"
#include "conformance/adapters/reference/response/decode.h"

namespace reference {
namespace {

/// Up to here every integer is a double of its own.
constexpr double kExact = 9007199254740992.0;
/// And up to here a float.
constexpr double kExactInFloat = 16777216.0;
/// cap-100: as many items as an array has then.
constexpr std::size_t kCap = 100;

[[noreturn]] void fail(std::string_view name, std::string_view what) {
  throw CallError(ErrorKind::kDecode,
                  "the member \"" + std::string(name) + "\" " + std::string(what));
}

void read_integer(Json& value, const MutantSet& mutants) {
  if (value.is_number_float() && std::abs(value.get<double>()) <= kExact &&
      value.get<double>() == std::floor(value.get<double>())) {
    value = static_cast<std::int64_t>(value.get<double>());
  }
  if (!value.is_number_integer()) return;
  if (mutants.has("zero-as-default") && value == 0) value = -1;
  if (mutants.has("single-precision") && value.get<double>() >= kExactInFloat) {
    value = static_cast<std::uint64_t>(static_cast<float>(value.get<double>()));
  }
  if (mutants.has("integers-as-doubles") && value.get<double>() >= kExact) {
    value = static_cast<std::uint64_t>(value.get<double>());
  }
  constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
  const bool is_beyond = value.is_number_unsigned() && value.get<std::uint64_t>() > kLargest;
  if (is_beyond && mutants.has("uint64-as-double")) value = value.get<double>();
  if (mutants.has("int32") && value.is_number_integer()) {
    value = static_cast<std::int32_t>(value.get<std::uint64_t>() & 0xFFFFFFFF);
  }
}

/// The number that a float of 32 bits is written as.
double rounded_to_float(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.begin(), text.end(), static_cast<float>(value)).ptr;
  return std::strtod(std::string(text.begin(), end).c_str(), nullptr);
}

void read_number(Json& value, const MutantSet& mutants) {
  if (!value.is_number_float()) return read_integer(value, mutants);
  if (mutants.has("int-truncate")) value = static_cast<std::int64_t>(value.get<double>());
  if (mutants.has("round-two")) value = std::round(value.get<double>() * 100) / 100;
}

/// UTF-8 whose characters of four bytes have become "??".
std::string without_high_characters(const std::string& utf8) {
  constexpr unsigned char kFirstOfFour = 0xF0;
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const bool high = static_cast<unsigned char>(utf8[i]) >= kFirstOfFour;
    out += high ? "??" : std::string(1, utf8[i]);
    if (high) i += 3;
  }
  return out;
}

void read_text(Json& value, const MutantSet& mutants) {
  auto& text = value.get_ref<std::string&>();
  if (mutants.has("drop-astral")) text = without_high_characters(text);
  if (mutants.has("raw-escapes")) {
    const std::string quoted = value.dump();
    text = quoted.substr(1, quoted.size() - 2);
  }
}

void read_instant(std::string_view name, Json& value, const MutantSet& mutants,
                  const QuirkSet& quirks) {
  if (!value.is_string()) return;
  const auto time = parse_wall_time(value.get_ref<const std::string&>());
  if (!time && quirks.has("datetimes")) fail(name, "is no instant");
  if (!time) return;
  Instant instant = time->instant();
  if (mutants.has("local-parse")) instant = time->reading - local_offset(instant);
  if (mutants.has("drop-fraction")) instant = std::chrono::floor<std::chrono::seconds>(instant);
  std::string text = to_text(instant);
  if (mutants.has("drop-zone")) text.pop_back();
  value = text;
}

void read_unix_seconds(Json& value, const MutantSet& mutants) {
  read_integer(value, mutants);
  if (!value.is_number_integer() || !mutants.has("local-parse")) return;
  const std::chrono::sys_seconds instant{std::chrono::seconds(value.get<std::int64_t>())};
  value = (instant - local_offset(instant)).time_since_epoch().count();
}

/// Exact as long as nobody calculates with it.
void read_decimal(std::string_view name, Json& value, const MutantSet& mutants) {
  if (value.is_string() && mutants.has("text-number")) fail(name, "is no number");
  const bool as_double = mutants.has("integers-as-doubles") || mutants.has("int-truncate") ||
                         mutants.has("round-two") || mutants.has("cents");
  if (as_double && value.is_string()) {
    value = std::strtod(value.get_ref<const std::string&>().c_str(), nullptr);
  }
  if (value.is_number() && mutants.has("cents")) value = value.get<double>() / 100;
  read_number(value, mutants);
}

void read_enum(std::string_view name, const Field& field, Json& value, const MutantSet& mutants,
               const QuirkSet& quirks) {
  if (!value.is_string()) return;
  const auto known = std::ranges::find(field.values, value.get_ref<const std::string&>());
  if (known != field.values.end()) return;
  if (mutants.has("reject-unknown-enum")) fail(name, "has an unknown value");
  if (quirks.has("unknown-enum") && field.type == Field::Type::kEnum) value = "UNKNOWN";
}

void read_member(const Model& model, std::string_view name, const Field& field, Json& value,
                 const MutantSet& mutants, const QuirkSet& quirks) {
  switch (field.type) {
    case Field::Type::kInteger:
      return read_integer(value, mutants);
    case Field::Type::kFloat:
      if (value.is_number() && quirks.has("single")) value = rounded_to_float(value.get<double>());
      return read_number(value, mutants);
    case Field::Type::kNumber:
      return read_number(value, mutants);
    case Field::Type::kDecimal:
      return read_decimal(name, value, mutants);
    case Field::Type::kUnixSeconds:
      return read_unix_seconds(value, mutants);
    case Field::Type::kInstant:
      return read_instant(name, value, mutants, quirks);
    case Field::Type::kEnum:
    case Field::Type::kWord:
      return read_enum(name, field, value, mutants, quirks);
    case Field::Type::kTruthText:
      if (mutants.has("false-text-as-true") && value.is_string()) value = value != Json("");
      if (mutants.has("true-text-as-false") && value.is_string()) value = false;
      return;
    case Field::Type::kList:
      return decode_members(model, value, mutants, quirks);
    case Field::Type::kPlain:
      if (value.is_string()) read_text(value, mutants);
      return decode_members(model, value, mutants, quirks);
    case Field::Type::kOpen:
      return;
  }
}

/// Fails unless an object has these members beside the one of that name.
void need_beside(const Model::Members& members, const Json& object, std::string_view name) {
  for (const std::string& other : Model::of(members, name)) {
    if (!object.contains(other)) fail(other, "cannot be read, it is undefined");
  }
}

/// strict-null: what the documents do not call nullable is not null.
bool is_refused_null(const Model& model, std::string_view name, const Json& value,
                     const MutantSet& mutants, const QuirkSet& quirks) {
  if (!value.is_null()) return false;
  const bool is_strict = quirks.has("strict-null") && model.find_field(name) != nullptr;
  return mutants.has("null-crash") || (is_strict && !model.nullable.contains(name));
}

void swap_neighbours(const Model& model, Json& object) {
  for (const auto& [one, other] : model.neighbours) {
    if (object.contains(one) && object.contains(other)) std::swap(object[one], object[other]);
  }
}

/// The first of the rows at a path of members; nullptr when there is none.
const Json* first_row(const Json& object, const std::vector<std::string>& path) {
  const Json* rows = &object;
  for (const std::string& name : path) {
    if (!rows->is_object() || !rows->contains(name)) return nullptr;
    rows = &rows->at(name);
  }
  const bool is_there = rows->is_array() && !rows->empty() && rows->front().is_object();
  return is_there ? &rows->front() : nullptr;
}

/// Takes what the first row has for what all of them have.
void take_first_rows(const Model& model, Json& object) {
  for (const auto& [total, path] : model.totals) {
    const Json* row = object.contains(total) ? first_row(object, path) : nullptr;
    if (row == nullptr || !object[total].is_object()) continue;
    for (auto& [name, value] : object[total].items()) {
      if (row->contains(name)) value = row->at(name);
    }
  }
}

void read_object(const Model& model, Json& object, const MutantSet& mutants,
                 const QuirkSet& quirks) {
  if (mutants.has("swapped-fields")) swap_neighbours(model, object);
  if (mutants.has("first-row-as-total")) take_first_rows(model, object);
  for (auto& [name, value] : object.items()) {
    if (is_refused_null(model, name, value, mutants, quirks)) fail(name, "is null");
    if (value.is_null() && mutants.has("null-text")) value = "null";
    if (mutants.has("fail-on-absent")) need_beside(model.companions, object, name);
    if (quirks.has("required")) need_beside(model.required, object, name);
    if (const Field* field = model.find_field(name)) {
      read_member(model, name, *field, value, mutants, quirks);
    } else if (mutants.has("reject-unknown-members")) {
      fail(name, "is not known");
    }
  }
}

double value_of(const Json& point, const std::string& name) {
  const auto value = point.is_object() ? point.find(name) : point.end();
  if (value == point.end()) return 0;
  if (value->is_array()) return static_cast<double>(value->size());
  return value->is_number() ? value->get<double>() : 0;
}

/// What clients do to arrays that they had better pass on as they are.
void mutate_series(const Model& model, Json& array, const MutantSet& mutants) {
  if (mutants.has("cap-100") && array.size() > kCap) array.erase(array.begin() + kCap, array.end());
  const bool is_series = !array.empty() && array.front().is_object() && !model.time.empty() &&
                         array.front().contains(model.time);
  if (!is_series) return;
  auto& points = array.get_ref<Json::array_t&>();
  if (mutants.has("drop-zeros")) {
    std::erase_if(points, [&](const Json& point) { return value_of(point, model.value) == 0; });
  }
  if (mutants.has("sort-series")) {
    std::ranges::stable_sort(points, [&](const Json& a, const Json& b) {
      return value_of(a, model.value) > value_of(b, model.value);
    });
  }
  if (mutants.has("off-by-one") && !points.empty()) points.pop_back();
}

}  // namespace

void decode_members(const Model& model, Json& value, const MutantSet& mutants,
                    const QuirkSet& quirks) {
  if (value.is_object()) read_object(model, value, mutants, quirks);
  if (!value.is_array()) return;
  for (Json& item : value) {
    if (item.is_null() && mutants.has("null-crash")) fail("[]", "is null");
    decode_members(model, item, mutants, quirks);
  }
  mutate_series(model, value, mutants);
}

}  // namespace reference
