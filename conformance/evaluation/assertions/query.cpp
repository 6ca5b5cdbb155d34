#include "conformance/evaluation/assertions/query.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/evaluation/assertions/opinion.h"
#include "conformance/evaluation/assertions/table.h"
#include "conformance/evaluation/values/moment.h"
#include "conformance/evaluation/values/shown.h"
#include "conformance/model/contains.h"
#include "server/core/listed.h"

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
  return shown(std::string_view(text));
}

std::string whole_query(const Target& target) {
  return target.query.empty() ? "no query" : shown(std::string_view(target.query));
}

/// What languages make of a value that is not there.
std::string_view nothing_words(std::string_view value) {
  constexpr std::array<std::string_view, 6> kNothings{"undefined", "null", "None",
                                                      "nil",       "NaN",  ""};
  return contains(kNothings, value)
             ? ", which stands for no value: leave a parameter out that was not given"
             : "";
}

/// Why a parameter that is not there may have been meant all the same.
std::string missing_words(std::string_view name, const Target& target) {
  const std::string bracket = std::string(name) + "[";
  for (const Parameter& parameter : target.parameters) {
    if (parameter.name.starts_with(bracket)) {
      return "it is sent as " + shown(std::string_view(parameter.name)) +
             ": here brackets belong to the name, and nobody looks for that one";
    }
  }
  return "the query has no " + std::string(name);
}

Check judge_scalar_parameter(const std::string& name, const Json& wanted, const Given& given) {
  const std::string expected = name + "=" + text_of(wanted);
  if (given.size() > 1) {
    return opinion(false, expected + ", once", raw(given),
                   "the query has " + name + " " + times(given.size()));
  }
  const std::string& value = given.front()->value;
  const std::string_view nothing = nothing_words(value);
  return opinion(value == text_of(wanted), expected, raw(given),
                 nothing.empty() ? "" : "the value is \"" + value + "\"" + std::string(nothing));
}

Check judge_list_parameter(const std::string& name, const Json& wanted, const Given& given) {
  std::vector<std::string> values;
  for (const Json& value : wanted) values.push_back(text_of(value));
  std::string expected = name + "=";
  for (const std::string& value : values) expected += (&value == &values[0] ? "" : ",") + value;
  expected += ", repeated or with commas";
  const auto listed = listed_values(given);
  if (!listed) {
    return opinion(false, expected, raw(given),
                   "it is repeated and has commas, too: do one of both");
  }
  std::string words;
  if (*listed != values) {
    words = std::is_permutation(listed->begin(), listed->end(), values.begin(), values.end())
                ? "the order is another"
                : counted(listed->size(), "value") + " instead of " + std::to_string(values.size());
    if (given.front()->value.starts_with('[')) words = "JSON is no list to this API";
  }
  return opinion(*listed == values, expected, raw(given), words);
}

Check judge_parameter(const std::string& name, const Json& wanted, const Given& given) {
  return wanted.is_array() ? judge_list_parameter(name, wanted, given)
                           : judge_scalar_parameter(name, wanted, given);
}

void judge_require(const Json& rules, const Target& target, std::vector<Check>& checks) {
  for (auto rule = rules["require"].begin(); rule != rules["require"].end(); ++rule) {
    const Given given = target.named(rule.key());
    checks.push_back(named(
        rule.key(), given.empty() ? opinion(false, rule.key() + "=" + shown(*rule),
                                            whole_query(target), missing_words(rule.key(), target))
                                  : judge_parameter(rule.key(), *rule, given)));
  }
}

void judge_optional(const Json& rules, const Target& target, std::vector<Check>& checks) {
  for (auto rule = rules["optional"].begin(); rule != rules["optional"].end(); ++rule) {
    const Given given = target.named(rule.key());
    if (given.empty()) continue;
    checks.push_back(named(rule.key(), judge_parameter(rule.key(), *rule, given)));
  }
}

void judge_forbid(const Json& rules, const Target& target, std::vector<Check>& checks) {
  for (const Json& name : rules["forbid"]) {
    const Given given = target.named(name.get<std::string>());
    checks.push_back(named(name.get<std::string>(),
                           opinion(given.empty(), "no " + name.get<std::string>() + " in the query",
                                   given.empty() ? whole_query(target) : raw(given))));
  }
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
  return names.empty() ? "no parameter at all" : "no parameter but " + listed(names);
}

void judge_only(const Json& rules, const Target& target, std::vector<Check>& checks) {
  const std::set<std::string> known = known_names(rules);
  const auto stranger =
      std::find_if(target.parameters.begin(), target.parameters.end(),
                   [&](const Parameter& each) { return known.count(each.name) == 0; });
  if (stranger == target.parameters.end()) {
    checks.push_back(named("only", opinion(true, names_words(known), whole_query(target))));
    return;
  }
  const std::string_view nothing = nothing_words(stranger->value);
  const std::string words = "the query has " + shown(std::string_view(stranger->name));
  checks.push_back(
      named("only", opinion(false, names_words(known), whole_query(target),
                            nothing.empty() ? words
                                            : words + " with the value \"" + stranger->value +
                                                  "\"" + std::string(nothing))));
}

void judge_raw_forbid(const Json& rules, const Target& target, std::vector<Check>& checks) {
  for (const Json& text : rules["raw_forbid"]) {
    const auto& forbidden = text.get_ref<const std::string&>();
    checks.push_back(named(
        "raw_forbid", opinion(target.query.find(forbidden) == std::string::npos,
                              "no " + shown(text) + " in the raw query", whole_query(target))));
  }
}

/// "2026-05-01T00:00:00 02:00" was once "...+02:00".
bool has_lost_plus(const Parameter& parameter) {
  std::string restored = parameter.value;
  const std::size_t blank = restored.rfind(' ');
  if (blank == std::string::npos || parameter.raw_value.find('+') == std::string::npos)
    return false;
  restored[blank] = '+';
  return parse_rfc3339(restored).has_value();
}

std::string no_instant_words(const Parameter& parameter) {
  if (has_lost_plus(parameter)) {
    return "the + of the offset is sent as it is, and a raw + in a query is a blank: send %2B";
  }
  const auto digits = [](char c) { return c >= '0' && c <= '9'; };
  if (!parameter.value.empty() &&
      std::all_of(parameter.value.begin(), parameter.value.end(), digits)) {
    return "a number of seconds or milliseconds is no RFC 3339";
  }
  const std::string_view nothing = nothing_words(parameter.value);
  if (!nothing.empty()) return "the value is \"" + parameter.value + "\"" + std::string(nothing);
  if (parse_rfc3339(parameter.value + "Z"))
    return "it has no zone: RFC 3339 ends with Z or an offset";
  return "it is no RFC 3339";
}

Check judge_instant_parameter(const std::string& name, const Moment& wanted, const Given& given) {
  const std::string expected = name + "=" + to_string(wanted) + ", with any offset";
  if (given.size() > 1) {
    return opinion(false, expected + ", once", raw(given),
                   "the query has " + name + " " + times(given.size()));
  }
  const auto sent = parse_rfc3339(given.front()->value);
  if (!sent) return opinion(false, expected, raw(given), no_instant_words(*given.front()));
  return opinion(*sent == wanted, expected, raw(given), difference_words(wanted, *sent));
}

void judge_instants(const Json& rules, const Target& target, std::vector<Check>& checks) {
  for (auto rule = rules["instants"].begin(); rule != rules["instants"].end(); ++rule) {
    const auto wanted = parse_moment(rule->get<std::string>());
    if (!wanted) throw std::invalid_argument("no instant: " + shown(*rule));
    const Given given = target.named(rule.key());
    checks.push_back(named(
        rule.key(), given.empty() ? opinion(false, rule.key() + "=" + to_string(*wanted),
                                            whole_query(target), missing_words(rule.key(), target))
                                  : judge_instant_parameter(rule.key(), *wanted, given)));
  }
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

void leave_to_the_others(const Json&, const Target&, std::vector<Check>&) {}

struct QueryRule {
  std::string_view word;
  void (*judge)(const Json& rules, const Target& target, std::vector<Check>& checks);
};

constexpr std::array kQueryRules{
    QueryRule{"require", judge_require},        QueryRule{"optional", judge_optional},
    QueryRule{"forbid", judge_forbid},          QueryRule{"only", judge_only},
    QueryRule{"raw_forbid", judge_raw_forbid},  QueryRule{"instants", judge_instants},
    QueryRule{"brackets", leave_to_the_others},
};

}  // namespace

std::vector<Check> judge_query(const Json& rules, const Target& sent) {
  const Target target = rules.contains("brackets") ? without_brackets(sent) : sent;
  std::vector<Check> checks;
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    row_for(rule.key(), kQueryRules, "rule: query.").judge(rules, target, checks);
  }
  return checks;
}

}  // namespace mockmeter::conformance
