#include "server/providers/zkscore/usage_query.h"

#include <algorithm>
#include <string>

#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/variants.h"

namespace mockmeter::zkscore {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// Source: get-usage, "1h- Last hour24h- Last 24 hours (default)7d- Last 7 days ..."
constexpr std::array<std::string_view, 7> kTimeframes{"1h", "24h", "7d", "30d", "90d", "1y", "all"};
// Choice: a year has 365 days.
constexpr std::array<std::optional<seconds>, 7> kLengths{
    hours{1},       hours{24},       hours{24 * 7}, hours{24 * 30},
    hours{24 * 90}, hours{24 * 365}, std::nullopt};

// Source: get-usage, "minute- Per-minute datahour- Per-hour data (default) ..."; by Granularity.
constexpr std::array<std::string_view, 5> kGranularities{"minute", "hour", "day", "week", "month"};

// Source: get-usage, "requests- By request count (default)errors- By error count ..."; by
// SortField.
constexpr std::array<std::string_view, 4> kSortFields{"requests", "errors", "latency", "timestamp"};

// Source: get-usage, "desc- Descending (default)asc- Ascending"
constexpr std::array<std::string_view, 2> kOrders{"desc", "asc"};

/// A timeframe or a granularity: the page has an error for each.
std::size_t documented_choice(const Query& query, std::string_view name,
                              std::span<const std::string_view> allowed,
                              std::string_view fallback) {
  // Choice: an empty one is an unsupported value, so it gets the page's words.
  if (query.count(name) == 1) return one_of(name, *query.get(name), allowed);
  return one_of(name, single_value(query, name).value_or(fallback), allowed);
}

/// The same parameter under two names. Both may be given when they agree.
/// Source: introduction, "?sort=totalScore&order=desc". Inferred: sortBy and sortOrder are usual.
std::size_t choice_of_pair(const Query& query, std::string_view name, std::string_view alias,
                           std::span<const std::string_view> allowed, BadValues bad) {
  const std::size_t first = choice_value(query, name, allowed, 0, bad);
  const std::size_t second = choice_value(query, alias, allowed, 0, bad);
  const bool both = query.count(name) != 0 && query.count(alias) != 0;
  if (both && first != second && bad == BadValues::kRefused) {
    throw invalid(name, "it differs from " + std::string(alias));
  }
  return query.count(name) != 0 ? first : second;
}

}  // namespace

std::optional<std::optional<seconds>> timeframe_of(std::string_view word) {
  const auto found = std::ranges::find(kTimeframes, word);
  if (found == kTimeframes.end()) return std::nullopt;
  return kLengths.at(static_cast<std::size_t>(found - kTimeframes.begin()));
}

std::optional<Granularity> granularity_of(std::string_view word) {
  const auto found = std::ranges::find(kGranularities, word);
  if (found == kGranularities.end()) return std::nullopt;
  return static_cast<Granularity>(found - kGranularities.begin());
}

UsageQuery read_usage_query(const OperationRequest& call) {
  const Query& query = call.query;
  const BadValues bad = bad_values(call);
  UsageQuery usage;
  usage.key_id = single_value(query, "keyId");
  usage.length = kLengths.at(documented_choice(query, "timeframe", kTimeframes, "24h"));
  usage.granularity =
      static_cast<Granularity>(documented_choice(query, "granularity", kGranularities, "hour"));
  usage.include_breakdown = boolean_value(query, "includeBreakdown", true, bad);
  usage.include_errors = boolean_value(query, "includeErrors", true, bad);
  usage.include_latency = boolean_value(query, "includeLatency", true, bad);
  usage.null_for_excluded = call.is(kExcludedParts, "null");
  usage.sort = static_cast<SortField>(choice_of_pair(query, "sort", "sortBy", kSortFields, bad));
  usage.descending = choice_of_pair(query, "order", "sortOrder", kOrders, bad) == 0;
  // Source: get-usage, "Number of results to return (default: 100, max: 1000)"
  usage.paging = read_paging(query, 100, 1000, bad);
  return usage;
}

}  // namespace mockmeter::zkscore
