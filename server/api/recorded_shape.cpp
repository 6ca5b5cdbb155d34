#include "server/api/recorded_shape.h"

#include <cmath>

#include "server/api/recorded_call.h"

namespace mockmeter {
namespace {

constexpr std::uint64_t kMaxValue = 9'000'000'000'000'000'000;  // as in schemas/world.json

const Json& member_of(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (found == object.end()) throw UnexpectedShape(std::string(name) + " is missing");
  return *found;
}

}  // namespace

const Json& list_member(const Json& object, const char* name) {
  const Json& list = member_of(object, name);
  if (!list.is_array()) throw UnexpectedShape(std::string(name) + " is not a list");
  return list;
}

std::string text_member(const Json& object, const char* name) {
  const Json& text = member_of(object, name);
  if (!text.is_string()) throw UnexpectedShape(std::string(name) + " is not a string");
  return text.get<std::string>();
}

Instant instant_member(const Json& object, const char* name) {
  const auto instant = parse_rfc3339_any_case(text_member(object, name));
  if (!instant) throw UnexpectedShape(std::string(name) + " is not a time");
  return *instant;
}

std::uint64_t count_of(const Json& value, const char* name) {
  if (value.is_number_float()) {
    const double number = value.get<double>();
    constexpr double kExact = 9007199254740992.0;
    if (number >= 0 && number <= kExact && std::floor(number) == number) {
      return static_cast<std::uint64_t>(number);
    }
  } else if (value.is_number_unsigned() ||
             (value.is_number_integer() && value.get<std::int64_t>() >= 0)) {
    const auto count = value.get<std::uint64_t>();
    if (count <= kMaxValue) return count;
  }
  throw UnexpectedShape(std::string(name) + " is not an integer from 0 to 9 x 10^18");
}

std::uint64_t count_member(const Json& object, const char* name) {
  return count_of(member_of(object, name), name);
}

}  // namespace mockmeter
