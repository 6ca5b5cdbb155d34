#include "conformance/judge/headers.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "conformance/judge/opinion.h"
#include "conformance/judge/patterns.h"
#include "conformance/judge/shown.h"
#include "conformance/judge/table.h"

namespace mockmeter::conformance {
namespace {

using Values = std::vector<std::string>;

std::string shown_values(const Values& values) {
  if (values.empty()) return "no such field";
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ", and ") + shown(std::string_view(value));
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
  const bool passed =
      !values.empty() && std::all_of(values.begin(), values.end(),
                                     [&](const auto& value) { return matches(value, pattern); });
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

}  // namespace

std::vector<std::string> field_values(const Exchange::Headers& headers, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [field, value] : headers) {
    if (equal_without_case(field, name)) values.emplace_back(trimmed(value));
  }
  return values;
}

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

}  // namespace mockmeter::conformance
