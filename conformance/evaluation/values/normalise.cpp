#include "conformance/evaluation/values/normalise.h"

#include "base/ascii.h"

namespace mockmeter::conformance {
namespace {

bool is_dropped(char c) { return c == '_' || c == '-'; }

}  // namespace

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (!is_dropped(c)) out += to_lower(c);
  }
  return out;
}

const Json* find_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const std::string key(name);
  if (const auto exact = object.find(key); exact != object.end()) return &*exact;
  const std::string wanted = folded(name);
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (folded(member.key()) == wanted) return &*member;
  }
  return nullptr;
}

std::optional<Decimal> as_decimal(const Json& value) {
  if (value.is_number_float()) return decimal_of(value.get<double>());
  if (value.is_number()) return parse_decimal(value.dump());
  if (value.is_string()) return parse_decimal(value.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<Moment> as_moment(const Json& value) {
  if (const auto number = as_decimal(value)) return moment_of_epoch(*number);
  if (value.is_string()) return parse_moment(value.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<bool> as_truth(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (!value.is_string()) return std::nullopt;
  const std::string text = folded(value.get_ref<const std::string&>().substr(0, 8));
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

}  // namespace mockmeter::conformance
