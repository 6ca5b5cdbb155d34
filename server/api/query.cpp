#include "server/api/query.h"

#include <algorithm>

#include "base/tables.h"
#include "base/text/numbers.h"
#include "base/text/percent.h"
#include "base/text/utf8.h"

namespace mockmeter {
std::optional<Query> Query::parse(std::string_view raw) {
  Query query;
  while (!raw.empty()) {
    const std::string_view pair = raw.substr(0, raw.find('&'));
    raw.remove_prefix(std::min(raw.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
    if (!name || !value || !is_valid_utf8(*name) || !is_valid_utf8(*value)) return std::nullopt;
    query.parameters_.push_back({std::move(*name), std::move(*value)});
  }
  return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
  const Parameter* found = find_by(parameters_, &Parameter::name, name);
  return found == nullptr ? std::nullopt : std::optional<std::string_view>(found->value);
}

std::vector<std::string_view> Query::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Parameter& parameter : parameters_) {
    if (parameter.name == name) values.emplace_back(parameter.value);
  }
  return values;
}

std::size_t Query::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      parameters_, [name](const Parameter& parameter) { return parameter.name == name; }));
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+')) {  // a minus is taken below, but no plus
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const auto value = whole_number<std::int64_t>(text);
  if (value && (*value > kLargestExactInteger || *value < -kLargestExactInteger)) return {};
  return value;
}

}  // namespace mockmeter
