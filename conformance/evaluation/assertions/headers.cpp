#include "conformance/evaluation/assertions/headers.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "base/text/ascii.h"
#include "base/text/base64.h"
#include "base/text/percent.h"
#include "base/text/regular_expression.h"
#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/values/compare.h"
#include "conformance/evaluation/wire/credential.h"
#include "conformance/evaluation/wire/exchange.h"
#include "conformance/model/shown.h"

namespace mockmeter::conformance {
namespace {

using Values = std::vector<std::string>;

std::string shown_values(const Values& values) {
  if (values.empty()) return "no such field";
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ", and ") + shown(value);
  }
  return text;
}

Check judge_field_equals(const Json& wanted, const Values& values) {
  const auto& text = wanted.get_ref<const std::string&>();
  const bool passed = !values.empty() && std::all_of(values.begin(), values.end(),
                                                     [&](const auto& v) { return v == text; });
  return opinion(passed, shown(wanted), shown_values(values));
}

Check judge_field_matches(const Json& wanted, const Values& values) {
  const auto& pattern = wanted.get_ref<const std::string&>();
  const RegularExpression expression(pattern);
  const bool passed =
      !values.empty() && std::all_of(values.begin(), values.end(), [&](const auto& value) {
        return expression.matches_part_of(value);
      });
  return opinion(passed, "a field that matches " + pattern, shown_values(values));
}

Check judge_field_contains_not(const Json& wanted, const Values& values) {
  const auto& text = wanted.get_ref<const std::string&>();
  const bool passed = std::none_of(values.begin(), values.end(), [&](const auto& value) {
    return value.find(text) != std::string::npos;
  });
  return opinion(passed, "no field with " + shown(wanted) + " in it", shown_values(values));
}

Check judge_field_absent(const Json&, const Values& values) {
  return opinion(values.empty(), "no such field", shown_values(values));
}

Check judge_field_at_most_once(const Json&, const Values& values) {
  return opinion(values.size() <= 1, "the field at most once", shown_values(values),
                 "it is there " + times(values.size()));
}

struct HeaderRule {
  std::string_view word;
  Check (*judge)(const Json& wanted, const Values& values);
};

constexpr std::array kHeaderRules{
    HeaderRule{"equals", judge_field_equals},
    HeaderRule{"matches", judge_field_matches},
    HeaderRule{"not_contains", judge_field_contains_not},
    HeaderRule{"absent", judge_field_absent},
    HeaderRule{"at_most_once", judge_field_at_most_once},
};

/// What is wrong with a field, without a word of what it says.
std::string mistake(const std::string& wanted, const std::string& sent) {
  const Authorization right = take_apart(wanted);
  const Authorization given = take_apart(sent);
  // Source: RFC 9110 section 11.1 "case-insensitive token to identify the authentication scheme"
  if (!equal_without_case(given.scheme, right.scheme)) return "the scheme is another";
  if (given.between != " ") return "not one blank but " + counted(given.between.size(), "blank");
  if (given.rest == right.rest) return {};
  if (given.rest.empty()) return "nothing follows the scheme";
  if (!equal_without_case(right.scheme, "basic")) return "the token is another";
  if (right.rest.starts_with(given.rest) && right.rest.find('=') == given.rest.size()) {
    return "the base64 lacks its padding";
  }
  const bool is_base64 =
      given.rest.find_first_not_of(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") == std::string::npos;
  return is_base64 ? "it is not the base64 of user:password in UTF-8" : "it is no base64";
}

Check judge_right(const Json& credential, const Exchange& exchange) {
  const std::string wanted = authorization(credential);
  const auto fields = field_values(exchange.headers, "authorization");
  if (wanted.empty()) {
    return opinion(fields.empty(), "no Authorization",
                   counted(fields.size(), "Authorization field"));
  }
  const std::string expected =
      "one field Authorization: " + take_apart(wanted).scheme + " and the call's credential";
  if (fields.size() != 1) {
    return opinion(false, expected, fields.empty() ? "no Authorization" : "two or more of them",
                   fields.empty() ? "" : "it is there " + times(fields.size()));
  }
  const std::string words = mistake(wanted, fields.front());
  return opinion(words.empty(), expected, words.empty() ? "as expected" : "another: " + words,
                 words);
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

Check judge_none(const Json& credential, const Exchange& exchange) {
  const std::string expected = "no credential";
  if (!field_values(exchange.headers, "authorization").empty()) {
    return opinion(false, expected, "an Authorization field");
  }
  for (const std::string& secret : secrets_of(credential)) {
    const std::string place = location_of_secret(secret, exchange);
    if (!place.empty()) return opinion(false, expected, "the secret in " + place);
  }
  return opinion(true, expected, "none");
}

}  // namespace

std::vector<Check> judge_headers(const Json& rules, const Exchange::Headers& headers) {
  std::vector<Check> checks;
  for (auto field = rules.begin(); field != rules.end(); ++field) {
    const Values values = field_values(headers, field.key());
    for (auto word = field->begin(); word != field->end(); ++word) {
      const HeaderRule& rule = row_for(word.key(), kHeaderRules, "rule: headers.");
      checks.push_back(named(field.key() + "." + word.key(), rule.judge(*word, values)));
    }
  }
  return checks;
}

Check judge_credential(const Json& wanted, const Json& credential, const Exchange& exchange) {
  const auto& word = wanted.get_ref<const std::string&>();
  if (word == "right") return judge_right(credential, exchange);
  if (word == "none") return judge_none(credential, exchange);
  throw std::invalid_argument("no such rule: credential " + word);
}

}  // namespace mockmeter::conformance
