#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/tables.h"
#include "base/text/ascii.h"
#include "base/text/wording.h"
#include "conformance/evaluation/assertions/assertion.h"
#include "conformance/evaluation/assertions/requests.h"
#include "conformance/evaluation/values/moment.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance {
namespace {

using Given = std::vector<const Parameter*>;

std::string raw(const Parameter& parameter) {
  return parameter.raw_value.empty() ? parameter.raw_name
                                     : parameter.raw_name + "=" + parameter.raw_value;
}

std::string raw(const Given& given) {
  std::string text;
  for (const Parameter* parameter : given) text += (text.empty() ? "" : "&") + raw(*parameter);
  return to_display(text);
}

std::string whole_query(const Target& target) {
  return target.query.empty() ? "no query" : to_display(target.query);
}

/// "\"undefined\", which stands for ...", of what languages make of a value that is not there;
/// empty for any other.
std::string nothing_words(const std::string& value) {
  constexpr std::array<std::string_view, 6> kNothings{"undefined", "null", "None",
                                                      "nil",       "NaN",  ""};
  if (!contains(kNothings, value)) return {};
  return '"' + value + "\", which stands for no value: leave a parameter out that was not given";
}

/// Why a parameter that is not there may have been meant all the same.
std::string missing_words(std::string_view name, const Target& target) {
  const std::string bracket = std::string(name) + "[";
  for (const Parameter& parameter : target.parameters) {
    if (parameter.name.starts_with(bracket)) {
      return "it is sent as " + to_display(parameter.name) +
             ": here brackets belong to the name, and nobody looks for that one";
    }
  }
  return "the query has no " + std::string(name);
}

Assertion more_than_once(const std::string& name, const std::string& expected, const Given& given) {
  return make_assertion(false, expected + ", once", raw(given),
                        "the query has " + name + " " + times(given.size()));
}

Assertion evaluate_scalar_parameter(const std::string& name, const Json& wanted,
                                    const Given& given) {
  const std::string expected = name + "=" + text_of(wanted);
  if (given.size() > 1) return more_than_once(name, expected, given);
  const std::string& value = given.front()->value;
  const std::string nothing = nothing_words(value);
  return make_assertion(value == text_of(wanted), expected, raw(given),
                        nothing.empty() ? "" : "the value is " + nothing);
}

Assertion evaluate_list_parameter(const std::string& name, const Json& wanted, const Given& given) {
  std::vector<std::string> values;
  for (const Json& value : wanted) values.push_back(text_of(value));
  std::string expected = name + "=";
  for (const std::string& value : values) expected += (&value == &values[0] ? "" : ",") + value;
  expected += ", in any order, repeated or with commas";
  const auto join_names = listed_values(given);
  if (!join_names) {
    return make_assertion(false, expected, raw(given),
                          "it is repeated and has commas, too: do one of both");
  }
  // No API here gives their order a meaning.
  const bool same = std::ranges::is_permutation(*join_names, values);
  return make_assertion(same, expected, raw(given),
                        given.front()->value.starts_with('[')
                            ? "JSON is no list to this API"
                            : pluralize(join_names->size(), "value") + " instead of " +
                                  std::to_string(values.size()));
}

Assertion evaluate_parameter(const std::string& name, const Json& wanted, const Given& given) {
  return wanted.is_array() ? evaluate_list_parameter(name, wanted, given)
                           : evaluate_scalar_parameter(name, wanted, given);
}

Assertion evaluate_missing(const std::string& name, const std::string& wanted,
                           const Target& target) {
  return make_assertion(false, name + "=" + wanted, whole_query(target),
                        missing_words(name, target));
}

Assertions evaluate_parameters(const Json& rules, const Target& target, bool are_required) {
  Assertions checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const Given given = target.with_name(rule.key());
    if (!given.empty()) {
      checks.push_back(with_name(rule.key(), evaluate_parameter(rule.key(), *rule, given)));
    } else if (are_required) {
      checks.push_back(
          with_name(rule.key(), evaluate_missing(rule.key(), to_display(*rule), target)));
    }
  }
  return checks;
}

Assertions evaluate_require(const Json& rules, const Target& target) {
  return evaluate_parameters(rules["require"], target, true);
}

Assertions evaluate_optional(const Json& rules, const Target& target) {
  return evaluate_parameters(rules["optional"], target, false);
}

Assertions evaluate_forbid(const Json& rules, const Target& target) {
  Assertions checks;
  for (const Json& rule : rules["forbid"]) {
    const auto name = rule.get<std::string>();
    const Given given = target.with_name(name);
    checks.push_back(
        with_name(name, make_assertion(given.empty(), "no " + name + " in the query",
                                       given.empty() ? whole_query(target) : raw(given))));
  }
  return checks;
}

/// The names that the other rules speak of.
std::set<std::string> known_names(const Json& rules) {
  std::set<std::string> names;
  for (const char* const word : {"require", "optional", "instants"}) {
    if (!rules.contains(word)) continue;
    for (auto rule = rules[word].begin(); rule != rules[word].end(); ++rule) {
      names.insert(rule.key());
    }
  }
  return names;
}

std::string names_words(const std::set<std::string>& names) {
  return names.empty() ? "no parameter at all" : "no parameter but " + join_names(names);
}

Assertions evaluate_only(const Json& rules, const Target& target) {
  const std::set<std::string> known = known_names(rules);
  const auto stranger = std::ranges::find_if(
      target.parameters, [&](const Parameter& each) { return known.count(each.name) == 0; });
  std::string words;
  if (stranger != target.parameters.end()) {
    words = "the query has " + to_display(stranger->name);
    const std::string nothing = nothing_words(stranger->value);
    if (!nothing.empty()) words += " with the value " + nothing;
  }
  return {with_name("only",
                    make_assertion(words.empty(), names_words(known), whole_query(target), words))};
}

Assertions evaluate_raw_forbid(const Json& rules, const Target& target) {
  Assertions checks;
  for (const Json& text : rules["raw_forbid"]) {
    const auto& forbidden = text.get_ref<const std::string&>();
    checks.push_back(with_name(
        "raw_forbid",
        make_assertion(target.query.find(forbidden) == std::string::npos,
                       "no " + to_display(text) + " in the raw query", whole_query(target))));
  }
  return checks;
}

/// "2026-05-01T00:00:00 02:00" was once "...+02:00".
bool has_lost_plus(const Parameter& parameter) {
  std::string restored = parameter.value;
  const std::size_t blank = restored.rfind(' ');
  if (blank == std::string::npos || parameter.raw_value.find('+') == std::string::npos)
    return false;
  restored[blank] = '+';
  return parse_rfc3339_timestamp(restored).has_value();
}

std::string no_instant_words(const Parameter& parameter) {
  if (has_lost_plus(parameter)) {
    return "the + of the offset is sent as it is, and a raw + in a query is a blank: send %2B";
  }
  if (!parameter.value.empty() && std::ranges::all_of(parameter.value, is_digit)) {
    return "a number of seconds or milliseconds is no RFC 3339";
  }
  const std::string nothing = nothing_words(parameter.value);
  if (!nothing.empty()) return "the value is " + nothing;
  if (parse_rfc3339_timestamp(parameter.value + "Z"))
    return "it has no zone: RFC 3339 ends with Z or an offset";
  return "it is no RFC 3339";
}

Assertion evaluate_instant_parameter(const std::string& name, const Timestamp& wanted,
                                     const Given& given) {
  const std::string expected = name + "=" + to_string(wanted) + ", with any offset";
  if (given.size() > 1) return more_than_once(name, expected, given);
  const auto sent = parse_rfc3339_timestamp(given.front()->value);
  if (!sent) return make_assertion(false, expected, raw(given), no_instant_words(*given.front()));
  return make_assertion(*sent == wanted, expected, raw(given), difference_words(wanted, *sent));
}

Assertions evaluate_instants(const Json& rules, const Target& target) {
  Assertions checks;
  for (auto rule = rules["instants"].begin(); rule != rules["instants"].end(); ++rule) {
    const auto wanted = parse_any_timestamp(rule->get<std::string>());
    if (!wanted) throw std::invalid_argument("no instant: " + to_display(*rule));
    const Given given = target.with_name(rule.key());
    checks.push_back(with_name(
        rule.key(), given.empty() ? evaluate_missing(rule.key(), to_string(*wanted), target)
                                  : evaluate_instant_parameter(rule.key(), *wanted, given)));
  }
  return checks;
}

/// The target as it would be without brackets behind the names: "ids" for "ids[]".
Target without_brackets(Target target) {
  constexpr std::string_view kBrackets = "[]";
  for (Parameter& parameter : target.parameters) {
    if (parameter.name.ends_with(kBrackets)) {
      parameter.name.resize(parameter.name.size() - kBrackets.size());
    }
  }
  return target;
}

using QueryRule = Rule<Assertions, Target>;  // gets all the rules
constexpr std::array kQueryRules{
    QueryRule{"require", evaluate_require},
    QueryRule{"optional", evaluate_optional},
    QueryRule{"forbid", evaluate_forbid},
    QueryRule{"only", evaluate_only},
    QueryRule{"raw_forbid", evaluate_raw_forbid},
    QueryRule{"instants", evaluate_instants},
    // What the others make of the names.
    QueryRule{"brackets", [](const Json&, const Target&) { return Assertions(); }},
};

}  // namespace

std::vector<Assertion> evaluate_query(const Json& rules, const Target& sent) {
  const Target target = rules.contains("brackets") ? without_brackets(sent) : sent;
  std::vector<Assertion> checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    append(checks, find_row(rule.key(), kQueryRules, "rule: query.").evaluate(rules, target));
  }
  return checks;
}

}  // namespace mockmeter::conformance
