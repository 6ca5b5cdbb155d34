#include "server/providers/zkscore/parameters.h"

#include <algorithm>

#include "base/text/wording.h"
#include "server/api/query.h"
#include "server/providers/zkscore/errors.h"

namespace mockmeter::zkscore {

std::optional<std::string_view> single_value(const Query& query, std::string_view name) {
  if (query.count(name) > 1) throw invalid(name, "it is given more than once");
  const std::optional<std::string_view> value = query.get(name);
  if (value && value->empty()) throw invalid(name, "it has no value");
  return value;
}

// Inferred: out of range is refused; the docs only say "max: 1000".
std::int64_t integer_between(const Query& query, std::string_view name, std::int64_t fallback,
                             std::int64_t least, std::int64_t most) {
  const std::optional<std::string_view> text = single_value(query, name);
  if (!text) return fallback;
  const std::optional<std::int64_t> value = parse_integer(*text);
  if (!value || *value < least || *value > most) {
    throw invalid(name,
                  "use an integer from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return *value;
}

bool boolean_value(const Query& query, std::string_view name, bool fallback) {
  constexpr std::array<std::string_view, 2> kBooleans{"false", "true"};
  const std::optional<std::string_view> text = single_value(query, name);
  return text ? one_of(name, *text, kBooleans) == 1 : fallback;
}

// Source: get-usage, Troubleshooting, "Use supported timeframes: 1h, 24h, 7d, 30d, 90d, 1y, all"
// Inferred: 400, and that the message lists them; the page has titles, no status and no JSON.
std::size_t one_of(std::string_view name, std::string_view value,
                   std::span<const std::string_view> allowed) {
  const auto found = std::ranges::find(allowed, value);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  throw invalid(name, "use one of " + join_names(allowed));
}

PageQuery read_paging(const Query& query, std::int64_t default_limit, std::int64_t greatest_limit) {
  return {integer_between(query, "limit", default_limit, 1, greatest_limit),
          integer_between(query, "offset", 0, 0, kLargestExactInteger)};
}

Json pagination_json(const Page& page, const PageQuery& query) {
  return {{"total", page.total},
          {"limit", query.limit},
          {"offset", query.offset},
          {"hasMore", page.has_more()}};
}

}  // namespace mockmeter::zkscore
