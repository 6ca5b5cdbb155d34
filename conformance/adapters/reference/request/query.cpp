#include "conformance/adapters/reference/request/query.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/instant.h"
#include "conformance/adapters/reference/common/text.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {
namespace {

/// What is sent of one parameter, encoded.
struct Pairs {
  std::string name;
  std::vector<std::string> values;  ///< each goes with the name
};
using Query = std::vector<Pairs>;

[[noreturn]] void refuse(const Parameter& parameter, std::string_view what) {
  throw CallError(ErrorKind::kUsage,
                  "the argument \"" + parameter.name + "\" must be " + std::string(what));
}

const std::string& text_of(const Parameter& parameter, const Json& value) {
  if (!value.is_string()) refuse(parameter, "a text");
  return value.get_ref<const std::string&>();
}

std::string enum_text(const Parameter& parameter, std::string text, const MutantSet& mutants) {
  if (mutants.has("uppercase-enum")) text = in_case(std::move(text), std::toupper);
  const auto word = parameter.translations.find(text);
  const bool translated = mutants.has("localized-enum") && word != parameter.translations.end();
  return translated ? word->second : text;
}

std::string instant_text(const std::string& text, const MutantSet& mutants) {
  const auto time = parse_wall_time(text);
  if (!time) return text;
  const Instant instant = time->instant();
  if (mutants.has("local-time")) return to_text(instant + local_offset(instant));
  if (mutants.has("epoch")) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch() /
                          std::chrono::seconds(1));
  }
  return mutants.has("date-only") ? text.substr(0, 10) : text;
}

std::string integer_text(const Parameter& parameter, const Json& value, const MutantSet& mutants) {
  if (!value.is_number_integer()) refuse(parameter, "an integer");
  return value.dump() + (mutants.has("float-limit") ? ".0" : "");
}

std::string unix_seconds_text(const Parameter& parameter, const Json& value,
                              const MutantSet& mutants) {
  if (!value.is_number_integer()) refuse(parameter, "an integer");
  const std::chrono::sys_seconds instant{std::chrono::seconds(value.get<std::int64_t>())};
  if (mutants.has("date-only")) return to_text(instant).substr(0, 10);
  if (mutants.has("unix-milliseconds")) return value.dump() + "000";
  if (!mutants.has("local-time")) return integer_text(parameter, value, mutants);
  return integer_text(parameter, (instant + local_offset(instant)).time_since_epoch().count(),
                      mutants);
}

std::string truth_text(const Parameter& parameter, const Json& value, const MutantSet& mutants) {
  if (!value.is_boolean()) refuse(parameter, "true or false");
  if (mutants.has("python-booleans")) return value.get<bool>() ? "True" : "False";
  return value.dump();
}

std::string scalar_text(const Parameter& parameter, const Json& value, const MutantSet& mutants) {
  switch (parameter.type) {
    case ArgumentType::kEnum:
      return enum_text(parameter, text_of(parameter, value), mutants);
    case ArgumentType::kInstant:
      return instant_text(text_of(parameter, value), mutants);
    case ArgumentType::kUnixSeconds:
      return unix_seconds_text(parameter, value, mutants);
    case ArgumentType::kInteger:
      return integer_text(parameter, value, mutants);
    case ArgumentType::kTruth:
      return truth_text(parameter, value, mutants);
    case ArgumentType::kText:
      return text_of(parameter, value);
  }
  return "";
}

std::string encoded(const Parameter& parameter, const Json& argument, const MutantSet& mutants) {
  std::string value = scalar_text(parameter, argument, mutants);
  if (mutants.has("unencoded-cursor") && parameter.is_cursor) return value;
  std::string_view keep;
  if (mutants.has("unencoded-plus")) keep = "+";
  if (mutants.has("unencoded-delimiters")) keep = "&=#";
  const std::string once = percent_encode(value, keep);
  const bool twice =
      mutants.has("double-encode") && parameter.type == ArgumentType::kText && !parameter.is_array;
  return twice ? percent_encode(once) : once;
}

/// The name under which an array's items go.
std::string item_name(const Parameter& parameter, const MutantSet& mutants) {
  if (mutants.has("brackets")) return percent_encode(parameter.name) + "[]";
  return percent_encode(parameter.name + (parameter.has_brackets ? "[]" : ""));
}

/// Throws CallError when the argument is not what the parameter takes.
Pairs pairs_of(const Parameter& parameter, const Json& argument, const MutantSet& mutants) {
  const std::string name = percent_encode(parameter.name);
  if (!argument.is_array()) return {name, {encoded(parameter, argument, mutants)}};
  if (!parameter.is_array) refuse(parameter, "a single value");
  if (mutants.has("json-array")) return {name, {percent_encode(argument.dump())}};
  Pairs pairs{item_name(parameter, mutants), {}};
  for (const Json& item : argument) {
    pairs.values.push_back(encoded(parameter, item, mutants));
    if (mutants.has("first-array-item")) break;
  }
  return pairs;
}

std::string joined(const std::vector<std::string>& texts, char separator) {
  std::string all;
  for (const std::string& text : texts) {
    if (&text != &texts.front()) all += separator;
    all += text;
  }
  return all;
}

/// numeric-offset: the same instant on this machine's clock on the wall.
Json with_offset(const Json& instant) {
  if (!instant.is_string()) return instant;
  const auto time = parse_wall_time(instant.get_ref<const std::string&>());
  return time ? Json(to_local_text(time->instant())) : instant;
}

/// What the client sends for its caller, who does not say anything; null = nothing.
Json own_argument(const Parameter& parameter, const QuirkSet& quirks) {
  constexpr int kOwnPageSize = 7;
  const bool has_largest = parameter.largest > 0;
  if (has_largest && quirks.has("own-page-size")) return kOwnPageSize;
  if (has_largest && quirks.has("largest-pages")) return parameter.largest;
  const bool spells_out =
      parameter.is_array ? quirks.has("default-metrics") : quirks.has("explicit-defaults");
  return spells_out ? parameter.standard : Json();
}

/// metrics-as-set: each value once, in the order of the alphabet.
void sort_values(Pairs& pairs) {
  std::ranges::sort(pairs.values);
  pairs.values.erase(std::unique(pairs.values.begin(), pairs.values.end()), pairs.values.end());
}

/// form-encoding: a value as forms have it.
void encode_as_form(std::string& value) {
  replace_all(value, "%20", "+");
  replace_all(value, "~", "%7E");
  replace_all(value, "%2A", "*");
}

/// comma-lists: all values as one, and no brackets behind their name.
void merge_values(Pairs& pairs) {
  constexpr std::string_view kBrackets = "%5B%5D";
  if (pairs.name.ends_with(kBrackets)) pairs.name.resize(pairs.name.size() - kBrackets.size());
  if (!pairs.values.empty()) pairs.values = {joined(pairs.values, ',')};
}

/// Writes the query in another legal way.
void apply_quirks(Query& query, const QuirkSet& quirks) {
  for (Pairs& pairs : query) {
    if (quirks.has("form-encoding")) std::ranges::for_each(pairs.values, encode_as_form);
    if (quirks.has("metrics-as-set")) sort_values(pairs);
    if (quirks.has("comma-lists")) merge_values(pairs);
  }
  if (quirks.has("reversed-query")) std::ranges::reverse(query);
}

}  // namespace

std::string query_of(const Operation& operation, const Json& arguments, const MutantSet& mutants,
                     const QuirkSet& quirks) {
  Query query;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != ParameterLocation::kQuery) continue;
    if (mutants.has("drop-new-params") && parameter.is_new) continue;
    if (const Json* argument = find_member(arguments, parameter.name)) {
      const bool has_offset =
          parameter.type == ArgumentType::kInstant && quirks.has("numeric-offset");
      query.push_back(
          pairs_of(parameter, has_offset ? with_offset(*argument) : *argument, mutants));
    } else if (const Json own = own_argument(parameter, quirks); !own.is_null()) {
      query.push_back(pairs_of(parameter, own, mutants));
    } else if (mutants.has("undefined-string")) {
      query.push_back({parameter.name, {"undefined"}});
    } else if (mutants.has("empty-param")) {
      query.push_back({parameter.name, {""}});
    }
  }
  if (mutants.has("dup-param") && !query.empty()) query.push_back(query.front());
  if (mutants.has("cache-buster")) query.push_back({"_", {"1"}});
  apply_quirks(query, quirks);
  std::vector<std::string> pairs;
  for (const auto& [name, values] : query) {
    for (const std::string& value : values) pairs.push_back(name + '=' + value);
  }
  return joined(pairs, '&');
}

}  // namespace reference
