#include "server/api/recorded_shape.h"

#include <cmath>

#include "server/api/recorded_call.h"

namespace mockmeter {
namespace {

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

std::uint64_t count_of(const Json& value, const char* name, std::uint64_t most) {
  if (value.is_number_float()) {
    const double number = value.get<double>();
    constexpr double kExact = 9007199254740992.0;
    const bool is_exact = number >= 0 && number <= kExact && std::floor(number) == number;
    if (is_exact && static_cast<std::uint64_t>(number) <= most) {
      return static_cast<std::uint64_t>(number);
    }
  } else if (value.is_number_unsigned() ||
             (value.is_number_integer() && value.get<std::int64_t>() >= 0)) {
    const auto count = value.get<std::uint64_t>();
    if (count <= most) return count;
  }
  throw UnexpectedShape(std::string(name) + " is not an integer from 0 to " + std::to_string(most));
}

std::uint64_t count_member(const Json& object, const char* name, std::uint64_t most) {
  return count_of(member_of(object, name), name, most);
}

}  // namespace mockmeter
