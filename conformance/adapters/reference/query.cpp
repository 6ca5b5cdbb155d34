#include "conformance/adapters/reference/query.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/instant.h"
#include "conformance/adapters/reference/percent.h"

namespace reference {
namespace {

using Pair = std::pair<std::string, std::string>;  ///< name and value, both encoded

[[noreturn]] void refuse(const Parameter& parameter, std::string_view what) {
  throw CallError(Kind::kUsage,
                  "the argument \"" + parameter.name + "\" must be " + std::string(what));
}

const std::string& text_of(const Parameter& parameter, const Json& value) {
  if (!value.is_string()) refuse(parameter, "a text");
  return value.get_ref<const std::string&>();
}

std::string enum_text(const Parameter& parameter, std::string text, const Bugs& bugs) {
  if (bugs.has(Bug::kUppercaseEnum)) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  }
  const auto word = parameter.translations.find(text);
  const bool translated = bugs.has(Bug::kLocalizedEnum) && word != parameter.translations.end();
  return translated ? word->second : text;
}

std::string instant_text(const std::string& text, const Bugs& bugs) {
  const auto time = parse_wall_time(text);
  if (!time) return text;
  const Instant instant = time->instant();
  if (bugs.has(Bug::kLocalTime)) return to_text(instant + local_offset(instant));
  if (bugs.has(Bug::kEpoch)) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch() /
                          std::chrono::seconds(1));
  }
  return bugs.has(Bug::kDateOnly) ? text.substr(0, 10) : text;
}

std::string integer_text(const Parameter& parameter, const Json& value, const Bugs& bugs) {
  if (!value.is_number_integer()) refuse(parameter, "an integer");
  return value.dump() + (bugs.has(Bug::kFloatLimit) ? ".0" : "");
}

std::string unix_seconds_text(const Parameter& parameter, const Json& value, const Bugs& bugs) {
  if (!value.is_number_integer()) refuse(parameter, "an integer");
  const std::chrono::sys_seconds instant{std::chrono::seconds(value.get<std::int64_t>())};
  if (bugs.has(Bug::kDateOnly)) return to_text(instant).substr(0, 10);
  if (bugs.has(Bug::kUnixMilliseconds)) return value.dump() + "000";
  if (!bugs.has(Bug::kLocalTime)) return integer_text(parameter, value, bugs);
  return integer_text(parameter, (instant + local_offset(instant)).time_since_epoch().count(),
                      bugs);
}

std::string truth_text(const Parameter& parameter, const Json& value, const Bugs& bugs) {
  if (!value.is_boolean()) refuse(parameter, "true or false");
  if (bugs.has(Bug::kPythonBooleans)) return value.get<bool>() ? "True" : "False";
  return value.dump();
}

std::string scalar_text(const Parameter& parameter, const Json& value, const Bugs& bugs) {
  switch (parameter.type) {
    case ArgumentType::kEnum:
      return enum_text(parameter, text_of(parameter, value), bugs);
    case ArgumentType::kInstant:
      return instant_text(text_of(parameter, value), bugs);
    case ArgumentType::kUnixSeconds:
      return unix_seconds_text(parameter, value, bugs);
    case ArgumentType::kInteger:
      return integer_text(parameter, value, bugs);
    case ArgumentType::kTruth:
      return truth_text(parameter, value, bugs);
    case ArgumentType::kText:
      return text_of(parameter, value);
  }
  return "";
}

std::string encoded(const Parameter& parameter, const Json& argument, const Bugs& bugs) {
  const std::string value = scalar_text(parameter, argument, bugs);
  if (bugs.has(Bug::kUnencodedCursor) && parameter.is_cursor) return value;
  std::string_view keep;
  if (bugs.has(Bug::kUnencodedPlus)) keep = "+";
  if (bugs.has(Bug::kUnencodedDelimiters)) keep = "&=#";
  const std::string once = percent_encode(value, keep);
  const bool twice =
      bugs.has(Bug::kDoubleEncode) && parameter.type == ArgumentType::kText && !parameter.is_array;
  return twice ? percent_encode(once) : once;
}

/// The name under which an array's items go.
std::string item_name(const Parameter& parameter, const Bugs& bugs) {
  if (bugs.has(Bug::kBrackets)) return percent_encode(parameter.name) + "[]";
  return percent_encode(parameter.name + (parameter.has_brackets ? "[]" : ""));
}

void append(std::vector<Pair>& pairs, const Parameter& parameter, const Json& value,
            const Bugs& bugs) {
  if (!value.is_array()) {
    pairs.emplace_back(percent_encode(parameter.name), encoded(parameter, value, bugs));
    return;
  }
  if (!parameter.is_array) refuse(parameter, "a single value");
  if (bugs.has(Bug::kJsonArray)) {
    pairs.emplace_back(percent_encode(parameter.name), percent_encode(value.dump()));
    return;
  }
  for (const Json& item : value) {
    pairs.emplace_back(item_name(parameter, bugs), encoded(parameter, item, bugs));
    if (bugs.has(Bug::kFirstArrayItem)) return;
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

std::string query_of(const Operation& operation, const Json& arguments, const Bugs& bugs) {
  std::vector<Pair> pairs;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != Place::kQuery) continue;
    if (bugs.has(Bug::kDropNewParams) && parameter.is_new) continue;
    const auto value = arguments.find(parameter.name);
    if (value != arguments.end() && !value->is_null()) {
      append(pairs, parameter, *value, bugs);
    } else if (bugs.has(Bug::kUndefinedString)) {
      pairs.emplace_back(parameter.name, "undefined");
    } else if (bugs.has(Bug::kEmptyParam)) {
      pairs.emplace_back(parameter.name, "");
    }
  }
  if (bugs.has(Bug::kDupParam) && !pairs.empty()) pairs.push_back(pairs.front());
  if (bugs.has(Bug::kCacheBuster)) pairs.emplace_back("_", "1");
  return joined(pairs);
}

}  // namespace reference
