#include "conformance/adapters/reference/request/query.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/instant.h"
#include "conformance/adapters/reference/http/url.h"

namespace reference {
namespace {

using Pair = std::pair<std::string, std::string>;  ///< name and value, both encoded

[[noreturn]] void refuse(const Parameter& parameter, std::string_view what) {
  throw CallError(ErrorKind::kUsage,
                  "the argument \"" + parameter.name + "\" must be " + std::string(what));
}

const std::string& text_of(const Parameter& parameter, const Json& value) {
  if (!value.is_string()) refuse(parameter, "a text");
  return value.get_ref<const std::string&>();
}

std::string enum_text(const Parameter& parameter, std::string text, const MutantSet& mutants) {
  if (mutants.has("uppercase-enum")) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  }
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
  const std::string value = scalar_text(parameter, argument, mutants);
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

void append(std::vector<Pair>& pairs, const Parameter& parameter, const Json& value,
            const MutantSet& mutants) {
  if (!value.is_array()) {
    pairs.emplace_back(percent_encode(parameter.name), encoded(parameter, value, mutants));
    return;
  }
  if (!parameter.is_array) refuse(parameter, "a single value");
  if (mutants.has("json-array")) {
    pairs.emplace_back(percent_encode(parameter.name), percent_encode(value.dump()));
    return;
  }
  for (const Json& item : value) {
    pairs.emplace_back(item_name(parameter, mutants), encoded(parameter, item, mutants));
    if (mutants.has("first-array-item")) return;
  }
}

std::string joined(const std::vector<Pair>& pairs) {
  std::string query;
  for (const auto& [name, value] : pairs) {
    if (!query.empty()) query += '&';
    query += name + '=' + value;
  }
  return query;
}

}  // namespace

std::string query_of(const Operation& operation, const Json& arguments, const MutantSet& mutants) {
  std::vector<Pair> pairs;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != ParameterLocation::kQuery) continue;
    if (mutants.has("drop-new-params") && parameter.is_new) continue;
    const auto value = arguments.find(parameter.name);
    if (value != arguments.end() && !value->is_null()) {
      append(pairs, parameter, *value, mutants);
    } else if (mutants.has("undefined-string")) {
      pairs.emplace_back(parameter.name, "undefined");
    } else if (mutants.has("empty-param")) {
      pairs.emplace_back(parameter.name, "");
    }
  }
  if (mutants.has("dup-param") && !pairs.empty()) pairs.push_back(pairs.front());
  if (mutants.has("cache-buster")) pairs.emplace_back("_", "1");
  return joined(pairs);
}

}  // namespace reference
