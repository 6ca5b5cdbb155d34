#include "conformance/evaluation/assertions/headers.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text/ascii.h"
#include "base/text/percent.h"
#include "base/text/regular_expression.h"
#include "base/text/split.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/evaluation/wire/credential.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

using Values = std::vector<std::string>;

std::string shown_values(const Values& values) {
  if (values.empty()) return "no such field";
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ", and ") + to_display(value);
  }
  return text;
}

Assertion evaluate_field_equals(const Json& wanted, const Values& values) {
  const auto& text = wanted.get_ref<const std::string&>();
  const bool passed =
      !values.empty() && std::ranges::all_of(values, [&](const auto& v) { return v == text; });
  return make_assertion(passed, to_display(wanted), shown_values(values));
}

Assertion evaluate_field_matches(const Json& wanted, const Values& values) {
  const auto& pattern = wanted.get_ref<const std::string&>();
  const RegularExpression expression(pattern);
  const bool passed = !values.empty() && std::ranges::all_of(values, [&](const auto& value) {
    return expression.matches_part_of(value);
  });
  return make_assertion(passed, "a field that matches " + pattern, shown_values(values));
}

Assertion evaluate_field_not_contains(const Json& wanted, const Values& values) {
  const auto& text = wanted.get_ref<const std::string&>();
  const bool passed = std::ranges::none_of(
      values, [&](const auto& value) { return value.find(text) != std::string::npos; });
  return make_assertion(passed, "no field with " + to_display(wanted) + " in it",
                        shown_values(values));
}

Assertion evaluate_field_absent(const Json&, const Values& values) {
  return make_assertion(values.empty(), "no such field", shown_values(values));
}

/// How good a range of Accept fits a type: 3 as itself, 2 as type/*, 1 as */*, 0 not at all.
int fit_of(std::string_view range, std::string_view type) {
  if (equal_without_case(range, type)) return 3;
  const std::string_view whole = type.substr(0, type.find('/') + 1);
  if (range.ends_with("/*") && equal_without_case(range.substr(0, range.size() - 1), whole))
    return 2;
  return range == "*/*" || range == "*" ? 1 : 0;
}

/// Source: RFC 9110 section 12.5.1, the most specific range decides, q=0 means "not acceptable".
/// A "*" alone is no range, and Java's first HTTP client sends it.
Assertion evaluate_field_admits(const Json& wanted, const Values& values) {
  int best = values.empty() ? 1 : 0;
  bool is_accepted = values.empty();
  for (const std::string& value : values) {
    for (const std::string_view range : split(value, ',')) {
      const std::string_view name = trimmed(range.substr(0, range.find(';')));
      const int fit = fit_of(name, wanted.get_ref<const std::string&>());
      if (fit <= best) continue;
      best = fit;
      static const RegularExpression kRefused(R"(;\s*[qQ]=0(\.0*)?\s*(;|$))");
      is_accepted = !kRefused.matches_part_of(range);
    }
  }
  return make_assertion(is_accepted, "no Accept, or one that admits " + to_display(wanted),
                        shown_values(values));
}

Assertion evaluate_field_at_most_once(const Json&, const Values& values) {
  return make_assertion(values.size() <= 1, "the field at most once", shown_values(values),
                        "it is there " + times(values.size()));
}

using HeaderRule = Rule<Assertion, Values>;
constexpr std::array kHeaderRules{
    HeaderRule{"equals", evaluate_field_equals},
    HeaderRule{"matches", evaluate_field_matches},
    HeaderRule{"not_contains", evaluate_field_not_contains},
    HeaderRule{"absent", evaluate_field_absent},
    HeaderRule{"admits", evaluate_field_admits},
    HeaderRule{"at_most_once", evaluate_field_at_most_once},
};

/// What is wrong with a field, without a word of what it says. `wanted` are the forms it may have.
std::string mistake(const std::vector<std::string>& wanted, const std::string& sent) {
  const Authorization right = parse_authorization(wanted.front());
  const Authorization given = parse_authorization(sent);
  // Source: RFC 9110 section 11.1 "case-insensitive token to identify the authentication scheme"
  if (!equal_without_case(given.scheme, right.scheme)) return "the scheme is another";
  // Source: RFC 9110 section 11.4, credentials = auth-scheme [ 1*SP ( token68 / ... ) ]
  if (given.between.empty() || given.between.find('\t') != std::string::npos)
    return "no blank stands behind the scheme";
  const bool is_right = std::ranges::any_of(wanted, [&](const std::string& form) {
    return parse_authorization(form).rest == given.rest;
  });
  if (is_right) return {};
  if (given.rest.empty()) return "nothing follows the scheme";
  if (!equal_without_case(right.scheme, "basic")) return "the token is another";
  if (right.rest.starts_with(given.rest) && right.rest.find('=') == given.rest.size()) {
    return "the base64 lacks its padding";
  }
  const bool is_base64 =
      given.rest.find_first_not_of(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == std::string::npos;
  return is_base64 ? "it is not the base64 of user:password" : "it is no base64";
}

Assertion evaluate_right(const Json& credential, const Exchange& exchange) {
  const std::vector<std::string> wanted = authorizations(credential);
  const auto fields = field_values(exchange.headers, "authorization");
  if (wanted.empty()) {
    return make_assertion(fields.empty(), "no Authorization",
                          pluralize(fields.size(), "Authorization field"));
  }
  const std::string expected =
      "one field Authorization: " + parse_authorization(wanted.front()).scheme +
      " and the call's credential";
  if (fields.size() != 1) {
    return make_assertion(false, expected,
                          fields.empty() ? "no Authorization" : "two or more of them",
                          fields.empty() ? "" : "it is there " + times(fields.size()));
  }
  const std::string words = mistake(wanted, fields.front());
  return make_assertion(words.empty(), expected,
                        words.empty() ? "as expected" : "another: " + words, words);
}

/// Where the secret stands in a request; empty when it does not.
std::string location_of_secret(const std::string& secret, const Exchange& exchange) {
  const auto holds = [&](const std::string& text) {
    return text.find(secret) != std::string::npos ||
           percent_decoded(text).find(secret) != std::string::npos;
  };
  if (holds(exchange.target)) return "the URL";
  for (const auto& [name, value] : exchange.headers) {
    if (holds(value)) return "the field " + name;
  }
  return holds(exchange.body) ? "the body" : "";
}

Assertion evaluate_none(const Json& credential, const Exchange& exchange) {
  const std::string expected = "no credential";
  if (!field_values(exchange.headers, "authorization").empty()) {
    return make_assertion(false, expected, "an Authorization field");
  }
  for (const std::string& secret : secrets_of(credential)) {
    const std::string place = location_of_secret(secret, exchange);
    if (!place.empty()) return make_assertion(false, expected, "the secret in " + place);
  }
  return make_assertion(true, expected, "none");
}

}  // namespace

std::vector<Assertion> evaluate_headers(const Json& rules, const Exchange::Headers& headers) {
  std::vector<Assertion> checks;
  for (auto field = rules.begin(); field != rules.end(); ++field) {
    const Values values = field_values(headers, field.key());
    for (auto word = field->begin(); word != field->end(); ++word) {
      const HeaderRule& rule = find_row(word.key(), kHeaderRules, "rule: headers.");
      checks.push_back(with_name(field.key() + "." + word.key(), rule.evaluate(*word, values)));
    }
  }
  return checks;
}

Assertion evaluate_credential(const Json& wanted, const Json& credential,
                              const Exchange& exchange) {
  const auto& word = wanted.get_ref<const std::string&>();
  if (word == "right") return evaluate_right(credential, exchange);
  if (word == "none") return evaluate_none(credential, exchange);
  throw std::invalid_argument("no such rule: credential " + word);
}

}  // namespace mockmeter::conformance
