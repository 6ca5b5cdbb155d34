#include "conformance/adapters/reference/reading.h"

#include <cmath>
#include <string>

#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/field_table.h"
#include "conformance/adapters/reference/instant.h"
#include "conformance/adapters/reference/series.h"

namespace reference {
namespace {

/// Up to here every integer is a double of its own.
constexpr double kExact = 9007199254740992.0;
/// And up to here a float.
constexpr double kExactInFloat = 16777216.0;

[[noreturn]] void fail(std::string_view name, std::string_view what) {
  throw CallError(Kind::kDecode, "the member \"" + std::string(name) + "\" " + std::string(what));
}

void read_integer(Json& value, const Bugs& bugs) {
  if (value.is_number_float() && std::abs(value.get<double>()) <= kExact &&
      value.get<double>() == std::floor(value.get<double>())) {
    value = static_cast<std::int64_t>(value.get<double>());
  }
  if (!value.is_number_integer()) return;
  if (bugs.has(Bug::kZeroAsDefault) && value == 0) value = -1;
  if (bugs.has(Bug::kSinglePrecision) && value.get<double>() >= kExactInFloat) {
    value = static_cast<std::uint64_t>(static_cast<float>(value.get<double>()));
  }
  if (bugs.has(Bug::kDoubleInt) && value.get<double>() >= kExact) {
    value = static_cast<std::uint64_t>(value.get<double>());
  }
  if (bugs.has(Bug::kInt32)) {
    value = static_cast<std::int32_t>(value.get<std::uint64_t>() & 0xFFFFFFFF);
  }
}

void read_number(Json& value, const Bugs& bugs) {
  if (!value.is_number_float()) return read_integer(value, bugs);
  if (bugs.has(Bug::kIntTruncate)) value = static_cast<std::int64_t>(value.get<double>());
  if (bugs.has(Bug::kRoundTwo)) value = std::round(value.get<double>() * 100) / 100;
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

void read_text(Json& value, const Bugs& bugs) {
  auto& text = value.get_ref<std::string&>();
  if (bugs.has(Bug::kBmpOnly)) text = without_high_characters(text);
  if (bugs.has(Bug::kRawEscapes)) {
    const std::string quoted = value.dump();
    text = quoted.substr(1, quoted.size() - 2);
  }
}

void read_instant(Json& value, const Bugs& bugs) {
  if (!value.is_string()) return;
  const auto time = parse_wall_time(value.get_ref<const std::string&>());
  if (!time) return;
  Instant instant = time->instant();
  if (bugs.has(Bug::kLocalParse)) instant = time->reading - local_offset(instant);
  if (bugs.has(Bug::kDropFraction)) instant = std::chrono::floor<std::chrono::seconds>(instant);
  std::string text = to_text(instant);
  if (bugs.has(Bug::kDropZone)) text.pop_back();
  value = text;
}

void read_enum(std::string_view name, const Field& field, const Json& value, const Bugs& bugs) {
  if (!bugs.has(Bug::kClosedEnum) || !value.is_string()) return;
  const std::string word = ' ' + value.get<std::string>() + ' ';
  if (field.values.find(word) == std::string_view::npos) fail(name, "has an unknown value");
}

void read_member(std::string_view provider, std::string_view name, const Field& field, Json& value,
                 const Bugs& bugs) {
  switch (field.type) {
    case Field::Type::kInteger:
      return read_integer(value, bugs);
    case Field::Type::kNumber:
      return read_number(value, bugs);
    case Field::Type::kInstant:
      return read_instant(value, bugs);
    case Field::Type::kEnum:
      return read_enum(name, field, value, bugs);
    case Field::Type::kTruthText:
      if (bugs.has(Bug::kTruthyString) && value.is_string()) value = value != Json("");
      if (bugs.has(Bug::kTextIsFalse) && value.is_string()) value = false;
      return;
    case Field::Type::kPlain:
      if (value.is_string()) read_text(value, bugs);
      return read_members(provider, value, bugs);
    case Field::Type::kOpen:
      return;
  }
}

/// npe-absent: what stands beside this member is taken for granted.
void need_companions(const Json& object, std::string_view name) {
  for (std::string_view rest = companions(name); !rest.empty();) {
    const std::string_view companion = rest.substr(0, rest.find(' '));
    if (!object.contains(companion)) fail(companion, "cannot be read, it is undefined");
    rest.remove_prefix(std::min(rest.size(), companion.size() + 1));
  }
}

/// typed-lists: the items of "byMethod" and its like are taken for objects.
void need_objects(std::string_view name, const Json& value) {
  for (const Json& item : value) {
    if (value.is_array() && !item.is_object()) fail(name, "has an item that is no object");
  }
}

constexpr std::pair<const char*, const char*> kNeighbours[] = {
    {"active_time_seconds", "compute_time_seconds"},
    {"daily_billings", "daily_bandwidths"},
    {"id", "customer_id"},
    {"requestsPerMinute", "requestsPerHour"},
    {"successfulRequests", "failedRequests"},
    {"apiKey", "keyId"},
};

void swap_neighbours(Json& object) {
  for (const auto& [one, other] : kNeighbours) {
    if (object.contains(one) && object.contains(other)) std::swap(object[one], object[other]);
  }
}

void read_object(std::string_view provider, Json& object, const Bugs& bugs) {
  if (bugs.has(Bug::kSwappedFields)) swap_neighbours(object);
  for (auto& [name, value] : object.items()) {
    if (bugs.has(Bug::kTypedLists) && name.starts_with("by")) need_objects(name, value);
    if (value.is_null() && bugs.has(Bug::kNullCrash)) fail(name, "is null");
    if (bugs.has(Bug::kNpeAbsent)) need_companions(object, name);
    if (const Field* field = find_field(provider, name)) {
      read_member(provider, name, *field, value, bugs);
    } else if (bugs.has(Bug::kStrictUnknown)) {
      fail(name, "is not known");
    }
  }
}

}  // namespace

void read_members(std::string_view provider, Json& value, const Bugs& bugs) {
  if (value.is_object()) read_object(provider, value, bugs);
  if (!value.is_array()) return;
  for (Json& item : value) {
    if (item.is_null() && bugs.has(Bug::kNullCrash)) fail("[]", "is null");
    read_members(provider, item, bugs);
  }
  mistreat_series(value, bugs);
}

}  // namespace reference
