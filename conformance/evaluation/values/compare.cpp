#include "conformance/evaluation/values/compare.h"

#include <algorithm>

#include "base/json_pointer.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/find.h"
#include "conformance/evaluation/values/normalise.h"
#include "conformance/evaluation/values/shown.h"

namespace mockmeter::conformance {
namespace {

std::string at(const std::string& pointer) { return pointer.empty() ? "" : "at " + pointer; }

Check differ(const Json& expected, const Json& actual, const std::string& pointer,
             std::string words = {}) {
  if (words.empty()) words = at(pointer);
  return opinion(false, shown(expected), shown(actual), std::move(words));
}

/// "123" is the same as 123 to a client that counts with it; "007" is not 7.
bool same_by_number(const Json& expected, const Json& actual) {
  const auto number = as_decimal(expected);
  return actual.is_number() && number && number == as_decimal(actual);
}

std::optional<Check> text_difference(const Json& expected, const Json& actual,
                                     const std::string& pointer, const Comparison& how) {
  if (actual.is_string() &&
      actual.get_ref<const std::string&>() == expected.get_ref<const std::string&>()) {
    return std::nullopt;
  }
  if (!how.by_meaning) return differ(expected, actual, pointer);
  if (const auto moment = parse_moment(expected.get_ref<const std::string&>())) {
    const auto reported = as_moment(actual);
    if (!reported)
      return differ(expected, actual, pointer, "an instant came back as something else");
    if (same_moment(*moment, *reported, how.time_resolution)) return std::nullopt;
    return differ(expected, actual, pointer, difference_words(*moment, *reported));
  }
  const auto truth = as_truth(expected);
  if (truth && actual.is_boolean()) {
    if (*truth == actual.get<bool>()) return std::nullopt;
    return differ(expected, actual, pointer, "a text that says false is no truth");
  }
  if (same_by_number(expected, actual)) return std::nullopt;
  return differ(expected, actual, pointer);
}

std::string number_words(const Decimal& expected, const Decimal& actual) {
  if (expected.magnitude() > 15 && expected.magnitude() == actual.magnitude()) {
    return "a double holds no more than 15 digits for certain; this integer has " +
           std::to_string(expected.magnitude());
  }
  if (expected.negative != actual.negative) return "the sign is another";
  return {};
}

std::optional<Check> number_difference(const Json& expected, const Json& actual,
                                       const std::string& pointer, const Comparison& how) {
  const auto wanted = as_decimal(expected);
  const auto reported = as_decimal(actual);
  if (wanted && wanted == reported) return std::nullopt;
  const auto moment = how.by_meaning && !reported ? as_moment(actual) : std::nullopt;
  if (wanted && moment && counts_to(*wanted, *moment, how.time_resolution)) return std::nullopt;
  return differ(expected, actual, pointer,
                wanted && reported ? number_words(*wanted, *reported) : std::string());
}

std::optional<Check> array_difference(const Json& expected, const Json& actual,
                                      const std::string& pointer, const Comparison& how) {
  if (!actual.is_array()) return differ(expected, actual, pointer);
  if (expected.size() != actual.size()) {
    return opinion(false, "an array of " + counted(expected.size(), "item"),
                   "an array of " + counted(actual.size(), "item"), at(pointer));
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto check = find_difference(expected[i], actual[i], below(pointer, std::to_string(i)), how);
    if (check) return check;
  }
  return std::nullopt;
}

std::optional<Check> object_difference(const Json& expected, const Json& actual,
                                       const std::string& pointer, const Comparison& how) {
  if (!actual.is_object()) return differ(expected, actual, pointer);
  for (auto member = expected.begin(); member != expected.end(); ++member) {
    const std::string place = below(pointer, member.key());
    if (const Json* reported = find_member(actual, member.key())) {
      if (auto check = find_difference(*member, *reported, place, how)) return check;
    } else if (!member->is_null()) {
      how.coverage->miss(place);
    }
  }
  return std::nullopt;
}

/// "/days/*/x": the same member of another item is no news.
std::string pattern_of(const std::string& pointer) {
  std::string pattern;
  for (const std::string& token : pointer_tokens(pointer)) {
    pattern += "/" + (as_index(token) ? "*" : folded(token));
  }
  return pattern;
}

}  // namespace

void Coverage::miss(const std::string& pointer) {
  const std::string pattern = pattern_of(pointer);
  const bool known = std::any_of(not_modelled.begin(), not_modelled.end(),
                                 [&](const auto& each) { return pattern_of(each) == pattern; });
  if (!known) not_modelled.push_back(pointer);
}

std::optional<Check> find_difference(const Json& expected, const Json& actual,
                                     const std::string& pointer, const Comparison& how) {
  const bool has_members = expected.is_object() && actual.is_object() && !expected.empty();
  if (!has_members) ++how.coverage->judged;
  switch (expected.type()) {
    case Json::value_t::object:
      return object_difference(expected, actual, pointer, how);
    case Json::value_t::array:
      return array_difference(expected, actual, pointer, how);
    case Json::value_t::string:
      return text_difference(expected, actual, pointer, how);
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return number_difference(expected, actual, pointer, how);
    case Json::value_t::boolean:
      if (actual.is_boolean() && actual.get<bool>() == expected.get<bool>()) return std::nullopt;
      return differ(expected, actual, pointer);
    default:
      if (actual.is_null()) return std::nullopt;
      return differ(expected, actual, pointer);
  }
}

}  // namespace mockmeter::conformance
