#include "conformance/evaluation/values/compare.h"

#include <algorithm>

#include "base/text/ascii.h"
#include "base/text/json_pointer.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

std::string at(const std::string& pointer) { return pointer.empty() ? "" : "at " + pointer; }

std::string items(std::size_t count) { return "an array of " + pluralize(count, "item"); }

const Json* step_exactly(const Json* value, const std::string& token) {
  if (!value) return nullptr;
  if (value->is_object()) {
    const auto member = value->find(token);
    return member == value->end() ? nullptr : &*member;
  }
  const auto index = as_index(token);
  return value->is_array() && index && *index < value->size() ? &(*value)[*index] : nullptr;
}

/// What is wrong with the length of an array from which item `index` is wanted.
std::optional<Assertion> wrong_length(const Json& array, const Json* served, std::size_t index,
                                      const std::string& place) {
  if (served && served->is_array() && served->size() != array.size()) {
    return make_assertion(false, items(served->size()), items(array.size()), at(place));
  }
  if (index < array.size()) return std::nullopt;
  return make_assertion(false, "an array of at least " + pluralize(index + 1, "item"),
                        items(array.size()), at(place));
}

/// One step down. Sets `missing` or `broken` when there is none.
void descend(LookupResult& found, const std::string& token, const std::string& place) {
  const Json& here = *found.actual;
  const Json* const served = found.served;
  const auto index = as_index(token);
  found.served = step_exactly(served, token);
  if (here.is_object()) {
    found.actual = find_member(here, token);
  } else if (here.is_array() && index) {
    found.broken = wrong_length(here, served, *index, place);
    found.actual = *index < here.size() ? &here[*index] : nullptr;
  } else if (here.is_array()) {
    found.actual = nullptr;
  } else {
    found.broken =
        make_assertion(false, index ? "an array" : "an object", to_display(here), at(place));
  }
  if (!found.actual && !found.broken) found.missing = below(place, token);
}

Assertion differ(const Json& expected, const Json& actual, const std::string& pointer,
                 std::string words = {}) {
  if (words.empty()) words = at(pointer);
  return make_assertion(false, to_display(expected), to_display(actual), std::move(words));
}

/// "123" is the same as 123 to a client that counts with it; "007" is not 7.
bool same_by_number(const Json& expected, const Json& actual) {
  const auto number = as_decimal(expected);
  return actual.is_number() && number && number == as_decimal(actual);
}

std::optional<Assertion> text_difference(const Json& expected, const Json& actual,
                                         const std::string& pointer, const CompareOptions& how) {
  if (!how.by_meaning) return differ(expected, actual, pointer);
  if (const auto moment = parse_any_timestamp(expected.get_ref<const std::string&>())) {
    const auto reported = as_moment(actual);
    if (!reported)
      return differ(expected, actual, pointer, "an instant came back as something else");
    if (same_timestamp(*moment, *reported, how.time_resolution)) return std::nullopt;
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

std::optional<Assertion> number_difference(const Json& expected, const Json& actual,
                                           const std::string& pointer, const CompareOptions& how) {
  const auto wanted = as_decimal(expected);
  const auto reported = as_decimal(actual);
  if (wanted && wanted == reported) return std::nullopt;
  const auto moment = how.by_meaning && !reported ? as_moment(actual) : std::nullopt;
  if (wanted && moment && counts_to(*wanted, *moment, how.time_resolution)) return std::nullopt;
  return differ(expected, actual, pointer,
                wanted && reported ? number_words(*wanted, *reported) : std::string());
}

std::optional<Assertion> array_difference(const Json& expected, const Json& actual,
                                          const std::string& pointer, const CompareOptions& how) {
  if (!actual.is_array()) return differ(expected, actual, pointer);
  if (expected.size() != actual.size()) {
    return make_assertion(false, items(expected.size()), items(actual.size()), at(pointer));
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    auto check = find_difference(expected[i], actual[i], below(pointer, std::to_string(i)), how);
    if (check) return check;
  }
  return std::nullopt;
}

std::optional<Assertion> object_difference(const Json& expected, const Json& actual,
                                           const std::string& pointer, const CompareOptions& how) {
  // In PHP one empty array stands for both.
  if (expected.empty() && actual.is_array() && actual.empty()) return std::nullopt;
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
    pattern += "/" + (as_index(token) ? "*" : normalized_name(token));
  }
  return pattern;
}

}  // namespace

std::string normalized_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c != '_' && c != '-') out += to_lower(c);
  }
  return out;
}

const Json* find_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const std::string key(name);
  if (const auto exact = object.find(key); exact != object.end()) return &*exact;
  const std::string wanted = normalized_name(name);
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (normalized_name(member.key()) == wanted) return &*member;
  }
  return nullptr;
}

std::optional<Decimal> as_decimal(const Json& value) {
  if (value.is_number_float()) return decimal_of(value.get<double>());
  if (value.is_number()) return parse_decimal(value.dump());
  if (value.is_string()) return parse_decimal(value.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<Timestamp> as_moment(const Json& value) {
  if (const auto number = as_decimal(value)) return timestamp_of_epoch(*number);
  if (value.is_string()) return parse_any_timestamp(value.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<bool> as_truth(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (!value.is_string()) return std::nullopt;
  const std::string text = normalized_name(value.get_ref<const std::string&>().substr(0, 8));
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

LookupResult find(const Json& reported, const Json* served, std::string_view pointer) {
  LookupResult found{.actual = &reported, .served = served, .missing = {}, .broken = {}};
  std::string place;
  for (const std::string& token : pointer_tokens(pointer)) {
    if (!found.actual || found.actual->is_null()) {
      found.served = step_exactly(found.served, token);  // to tell what was served where it ends
    } else {
      descend(found, token, place);
    }
    if (found.broken) break;
    place = below(place, token);
  }
  return found;
}

void Coverage::miss(const std::string& pointer) {
  const std::string pattern = pattern_of(pointer);
  const bool known = std::ranges::any_of(
      unreported, [&](const auto& each) { return pattern_of(each) == pattern; });
  if (!known) unreported.push_back(pointer);
}

std::optional<Assertion> find_difference(const Json& expected, const Json& actual,
                                         const std::string& pointer, const CompareOptions& how) {
  const bool has_members = expected.is_object() && actual.is_object() && !expected.empty();
  if (!has_members) ++how.coverage->evaluated;
  switch (expected.type()) {
    case Json::value_t::object:
      return object_difference(expected, actual, pointer, how);
    case Json::value_t::array:
      return array_difference(expected, actual, pointer, how);
    case Json::value_t::string:
      if (actual == expected) return std::nullopt;
      return text_difference(expected, actual, pointer, how);
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return number_difference(expected, actual, pointer, how);
    default:  // null, true and false
      if (actual == expected) return std::nullopt;
      return differ(expected, actual, pointer);
  }
}

}  // namespace mockmeter::conformance
