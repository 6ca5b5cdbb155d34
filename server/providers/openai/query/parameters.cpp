#include "server/providers/openai/query/parameters.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text/split.h"
#include "server/api/query.h"
#include "server/providers/openai/errors.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

std::optional<std::string_view> only_value(const Query& query, std::string_view name,
                                           std::string_view type) {
  if (query.count(name) > 1) throw repeated_parameter(name, type);
  return query.get(name);
}

constexpr std::array<std::string_view, 3> kWidthNames{"1m", "1h", "1d"};
constexpr std::array<Granularity, 3> kWidths{Granularity::kMinute, Granularity::kHour,
                                             Granularity::kDay};

}  // namespace

std::optional<std::int64_t> optional_integer(const Query& query, std::string_view name) {
  const auto text = only_value(query, name, "an integer");
  if (!text) return std::nullopt;
  const auto value = parse_integer(*text);
  if (!value) throw not_an_integer(name);
  return value;
}

// Observed: npm openai 7.59.0, run on 2026-11-29, sends batch=true. Choice: no other spelling is
// understood, not even Python's "True".
std::optional<std::string_view> optional_boolean(const Query& query, std::string_view name) {
  const auto text = only_value(query, name, "a boolean");
  if (text && *text != "true" && *text != "false") throw not_a_boolean(name);
  return text;
}

std::optional<std::string_view> optional_text(const Query& query, std::string_view name) {
  return only_value(query, name, "a string");
}

Granularity bucket_width(const Query& query, bool days_only) {
  const std::string_view text = optional_text(query, "bucket_width").value_or("1d");
  const auto names = days_only ? std::span(kWidthNames).last(1) : std::span(kWidthNames);
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) throw unsupported_value("bucket_width", text, names);
  return kWidths.at(static_cast<std::size_t>(&*found - kWidthNames.data()));
}

std::vector<std::string> text_list(const OperationRequest& call, std::string_view name,
                                   bool splits_at_commas) {
  const std::string_view form = call.variants.get(kArrayForm);
  const std::string in_brackets = std::string(name) + "[]";
  std::vector<std::string> values;
  for (const auto& [given, value] : call.query) {
    const bool understood =
        (given == name && form != "brackets") || (given == in_brackets && form != "repeated");
    if (!understood) continue;
    const bool splits = splits_at_commas && form == "any";
    const auto parts = splits ? split(value, ',') : std::vector<std::string_view>{value};
    values.insert(values.end(), parts.begin(), parts.end());
  }
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::erase(values, "");
  return values;
}

}  // namespace mockmeter::openai
