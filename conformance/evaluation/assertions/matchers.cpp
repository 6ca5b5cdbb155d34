#include "conformance/evaluation/assertions/matchers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "base/text/ascii.h"
#include "base/text/json_pointer.h"
#include "base/text/regular_expression.h"
#include "base/text/utf8.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

/// One word of a matcher. `evaluate` gets a place where something is reported.
struct Matcher {
  std::string_view word;
  Assertion (*evaluate)(const Json& wanted, const MatchTarget& place);
  bool counts;  ///< as one value that was evaluated; else `evaluate` counts
  /// Whether it is right that nothing is reported; null: it never is.
  bool (*may_be_absent)(const Json& wanted, const MatchTarget& place) = nullptr;
};

bool null_is_wanted(const Json& wanted, const MatchTarget&) { return wanted.is_null(); }

bool nothing_was_served(const Json&, const MatchTarget& place) {
  return place.response->document && (!place.served || place.served->is_null());
}

Assertion same_as(const Json& expected, const MatchTarget& place, bool by_meaning) {
  const CompareOptions how{place.time_resolution, by_meaning, place.coverage};
  const auto difference = find_difference(expected, *place.actual, place.pointer, how);
  return difference ? *difference
                    : make_assertion(true, to_display(expected), to_display(*place.actual));
}

Assertion evaluate_equals(const Json& wanted, const MatchTarget& place) {
  return same_as(wanted, place, false);
}

Assertion evaluate_as_served(const Json&, const MatchTarget& place) {
  if (!place.response->document) {
    ++place.coverage->evaluated;
    return make_assertion(false, "what was served", to_display(*place.actual),
                          place.response->missing);
  }
  static const Json kNothing;
  return same_as(place.served ? *place.served : kNothing, place, true);
}

struct Type {
  std::string_view word;
  bool (*fits)(const Json& value);
};

bool is_whole(const Json& value) {
  const auto number = as_decimal(value);
  return number && number->whole();
}

constexpr std::array kTypes{
    Type{"object", [](const Json& value) { return value.is_object(); }},
    Type{"array", [](const Json& value) { return value.is_array(); }},
    Type{"string", [](const Json& value) { return value.is_string(); }},
    Type{"number", [](const Json& value) { return as_decimal(value).has_value(); }},
    Type{"integer", is_whole},
    Type{"boolean", [](const Json& value) { return value.is_boolean(); }},
    Type{"null", [](const Json& value) { return value.is_null(); }},
};

Assertion evaluate_type(const Json& wanted, const MatchTarget& place) {
  const auto name = wanted.get<std::string>();
  const Type& type = find_row(name, kTypes, "type: ");
  return make_assertion(type.fits(*place.actual), "of type " + name, to_display(*place.actual));
}

bool may_be_null(const Json& wanted, const MatchTarget&) {
  return wanted.get_ref<const std::string&>() == "null";
}

std::optional<double> as_double(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string() || !as_decimal(value)) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

template <typename Real>
bool are_neighbours(Real left, Real right) {
  constexpr Real kInfinity = std::numeric_limits<Real>::infinity();
  return left == right || std::nextafter(left, kInfinity) == right ||
         std::nextafter(left, -kInfinity) == right;
}

Assertion evaluate_number(const Json& wanted, const MatchTarget& place) {
  const auto expected = as_double(wanted);
  if (!expected) throw std::invalid_argument("no decimal: " + to_display(wanted));
  const auto actual = as_double(*place.actual);
  return make_assertion(actual && are_neighbours(*expected, *actual),
                        "the number " + wanted.get<std::string>(), to_display(*place.actual),
                        actual ? "" : "that is no number");
}

/// Source: OpenAPI 3.0.3, format float is single precision.
Assertion evaluate_float(const Json& wanted, const MatchTarget& place) {
  const auto expected = as_double(wanted);
  if (!expected) throw std::invalid_argument("no decimal: " + to_display(wanted));
  const auto actual = as_double(*place.actual);
  const bool is_single =
      actual && are_neighbours(static_cast<float>(*expected), static_cast<float>(*actual));
  return make_assertion(is_single,
                        "the number " + wanted.get<std::string>() + " in single precision",
                        to_display(*place.actual), actual ? "" : "that is no number");
}

/// What clients make of a value that they do not know; the value itself is the other way.
bool says_unknown(const Json& value) {
  constexpr std::array<std::string_view, 5> kUnknownWords{"unknown", "unrecognized", "unspecified",
                                                          "other", "undefined"};
  return value.is_string() && std::ranges::any_of(kUnknownWords, [&](std::string_view word) {
           return lower_case(value.get_ref<const std::string&>()).find(word) != std::string::npos;
         });
}

Assertion evaluate_enum_value(const Json& wanted, const MatchTarget& place) {
  const Json& actual = *place.actual;
  return make_assertion(actual == wanted || actual.is_null() || says_unknown(actual),
                        to_display(wanted) + ", a word for unknown, or nothing",
                        to_display(actual));
}

Assertion evaluate_instant(const Json& wanted, const MatchTarget& place) {
  ++place.coverage->evaluated;
  const auto expected = parse_any_timestamp(wanted.get<std::string>());
  if (!expected) throw std::invalid_argument("no instant: " + to_display(wanted));
  const auto actual = as_moment(*place.actual);
  if (!actual) {
    return make_assertion(
        false, to_string(*expected), to_display(*place.actual),
        "no instant: a text has to end with Z or an offset, a number to count from 1970");
  }
  return make_assertion(same_timestamp(*expected, *actual, place.time_resolution),
                        to_string(*expected), to_display(*place.actual),
                        difference_words(*expected, *actual));
}

/// Of an array in items, of an object in members, of a text in characters.
std::optional<std::size_t> length_of(const Json& value) {
  if (value.is_structured()) return value.size();
  if (!value.is_string()) return std::nullopt;
  return count_characters(value.get_ref<const std::string&>());
}

Assertion evaluate_length(const Json& wanted, const MatchTarget& place) {
  const auto expected = wanted.get<std::size_t>();
  const auto actual = length_of(*place.actual);
  if (!actual) {
    return make_assertion(false, "a length of " + std::to_string(expected),
                          to_display(*place.actual));
  }
  return make_assertion(*actual == expected, "a length of " + std::to_string(expected),
                        "a length of " + std::to_string(*actual), miscount(expected, *actual));
}

MatchTarget item_of(const MatchTarget& place, std::size_t index) {
  MatchTarget item = place;
  item.actual = &(*place.actual)[index];
  item.served = place.served && place.served->is_array() && index < place.served->size()
                    ? &(*place.served)[index]
                    : nullptr;
  item.pointer = below(place.pointer, std::to_string(index));
  return item;
}

/// The first item that fails speaks for all.
Assertion evaluate_each(const Json& wanted, const MatchTarget& place) {
  if (!place.actual->is_array()) {
    ++place.coverage->evaluated;
    return make_assertion(false, "an array", to_display(*place.actual));
  }
  const std::size_t size = place.actual->size();
  if (size == 0) ++place.coverage->evaluated;
  for (std::size_t i = 0; i < size; ++i) {
    for (Assertion& check : match(wanted, item_of(place, i))) {
      if (check.passed) continue;
      check.difference.insert(0, "item " + std::to_string(i) + " of " + std::to_string(size) +
                                     (check.difference.empty() ? "" : ": "));
      return check;
    }
  }
  return make_assertion(true, "each item as asked", pluralize(size, "item"));
}

Assertion evaluate_optional(const Json& wanted, const MatchTarget& place) {
  if (place.actual->is_null()) {
    ++place.coverage->evaluated;
    return make_assertion(true, "absent, or as asked", "null");
  }
  for (Assertion& check : match(wanted, place)) {
    if (!check.passed) return std::move(check);
  }
  return make_assertion(true, "absent, or as asked", to_display(*place.actual));
}

bool always(const Json&, const MatchTarget&) { return true; }

Assertion evaluate_matches(const Json& wanted, const MatchTarget& place) {
  const auto pattern = wanted.get<std::string>();
  const bool passed = place.actual->is_string() && RegularExpression(pattern).matches_part_of(
                                                       place.actual->get_ref<const std::string&>());
  return make_assertion(passed, "a text that matches " + pattern, to_display(*place.actual));
}

Assertion evaluate_boolean(const Json& wanted, const MatchTarget& place) {
  const auto truth = as_truth(*place.actual);
  return make_assertion(truth && *truth == wanted.get<bool>(),
                        to_display(wanted) + ", or the text of it", to_display(*place.actual),
                        truth && *truth ? "a text that says false is no truth" : "");
}

constexpr std::array kMatchers{
    Matcher{"equals", evaluate_equals, false, null_is_wanted},
    Matcher{"type", evaluate_type, true, may_be_null},
    Matcher{"number", evaluate_number, true},
    Matcher{"float", evaluate_float, true},
    Matcher{"enum_value", evaluate_enum_value, true, always},
    Matcher{"instant", evaluate_instant, true},
    Matcher{"length", evaluate_length, true},
    Matcher{"each", evaluate_each, false},
    Matcher{"optional", evaluate_optional, false, always},
    Matcher{"matches", evaluate_matches, true},
    Matcher{"schema", evaluate_schema, false},
    Matcher{"as_served", evaluate_as_served, false, nothing_was_served},
    Matcher{"boolean", evaluate_boolean, true},
};

const Matcher& matcher_for(std::string_view word) { return find_row(word, kMatchers, "matcher: "); }

bool may_be_absent(const Json& matcher, const MatchTarget& place) {
  for (auto word = matcher.begin(); word != matcher.end(); ++word) {
    const Matcher& row = matcher_for(word.key());
    if (!row.may_be_absent || !row.may_be_absent(*word, place)) return false;
  }
  return true;
}

}  // namespace

std::vector<Assertion> match(const Json& matcher, const MatchTarget& place) {
  if (!place.actual) {
    if (!may_be_absent(matcher, place)) place.coverage->miss(place.pointer);
    return {};
  }
  std::vector<Assertion> checks;
  for (auto word = matcher.begin(); word != matcher.end(); ++word) {
    const Matcher& row = matcher_for(word.key());
    if (row.counts) ++place.coverage->evaluated;
    checks.push_back(with_name(word.key(), row.evaluate(*word, place)));
  }
  return checks;
}

}  // namespace mockmeter::conformance
