#include "server/providers/zkscore/parameters.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/tables.h"
#include "base/text/wording.h"
#include "server/api/query.h"
#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/variants.h"

namespace mockmeter::zkscore {
namespace {

struct Range {
  std::int64_t fallback;
  std::int64_t least;
  std::int64_t most;
};

std::optional<std::string_view> value_if_any(const Query& query, std::string_view name,
                                             BadValues bad) {
  if (bad == BadValues::kRefused) return single_value(query, name);
  return query.count(name) == 0 ? std::nullopt : query.get(name);
}

// Inferred: out of range is refused; the docs only say "max: 1000".
std::int64_t integer_between(const Query& query, std::string_view name, Range range,
                             BadValues bad) {
  const std::optional<std::string_view> text = value_if_any(query, name, bad);
  if (!text) return range.fallback;
  const std::optional<std::int64_t> value = parse_integer(*text);
  const bool fits = value && *value >= range.least && *value <= range.most;
  if (!fits && bad == BadValues::kRefused) {
    throw invalid(name, "use an integer from " + std::to_string(range.least) + " to " +
                            std::to_string(range.most));
  }
  return value ? std::clamp(*value, range.least, range.most) : range.fallback;
}

}  // namespace

std::optional<std::string_view> single_value(const Query& query, std::string_view name) {
  if (query.count(name) > 1) throw invalid(name, "it is given more than once");
  const std::optional<std::string_view> value = query.get(name);
  if (value && value->empty()) throw invalid(name, "it has no value");
  return value;
}

BadValues bad_values(const RequestContext& context) {
  return context.is(kBadValues, "corrected") ? BadValues::kCorrected : BadValues::kRefused;
}

// Source: get-usage, Troubleshooting, "Use supported timeframes: 1h, 24h, 7d, 30d, 90d, 1y, all"
// Inferred: 400, and that the message lists them; the page has titles, no status and no JSON.
std::size_t one_of(std::string_view name, std::string_view value,
                   std::span<const std::string_view> allowed) {
  const auto found = std::ranges::find(allowed, value);
  if (found != allowed.end()) return static_cast<std::size_t>(found - allowed.begin());
  throw invalid(name, "use one of " + join_names(allowed));
}

// Inferred: one spelling of a flag is taken, the one of the pages' "default: true".
bool boolean_value(const Query& query, std::string_view name, bool fallback, BadValues bad) {
  constexpr std::array<std::string_view, 2> kBooleans{"false", "true"};
  return choice_value(query, name, kBooleans, fallback ? 1 : 0, bad) == 1;
}

std::size_t choice_value(const Query& query, std::string_view name,
                         std::span<const std::string_view> allowed, std::size_t fallback,
                         BadValues bad) {
  const std::optional<std::string_view> value = value_if_any(query, name, bad);
  if (!value) return fallback;
  if (bad == BadValues::kCorrected && !contains(allowed, *value)) return fallback;
  return one_of(name, *value, allowed);
}

PageQuery read_paging(const Query& query, std::int64_t default_limit, std::int64_t greatest_limit,
                      BadValues bad) {
  return {integer_between(query, "limit", {default_limit, 1, greatest_limit}, bad),
          integer_between(query, "offset", {0, 0, kLargestExactInteger}, bad)};
}

Json pagination_json(const Page& page, const PageQuery& query) {
  return {{"total", page.total},
          {"limit", query.limit},
          {"offset", query.offset},
          {"hasMore", page.has_more()}};
}

}  // namespace mockmeter::zkscore
