#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "server/api/operation.h"
#include "server/metering/window.h"
#include "server/providers/zkscore/parameters.h"

namespace mockmeter::zkscore {

enum class SortField { kRequests, kErrors, kLatency, kTimestamp };

/// What a request for usage asks, with the defaults filled in.
struct UsageQuery {
  std::optional<std::string_view> key_id;
  std::optional<std::chrono::seconds> length;  ///< of the window; empty = all time
  Granularity granularity = Granularity::kHour;
  bool include_breakdown = true;
  bool include_errors = true;
  bool include_latency = true;
  bool null_for_excluded = false;  ///< parts that are not included are null, not omitted
  SortField sort = SortField::kRequests;
  bool descending = true;
  PageQuery paging;
};

/// Inferred: the page describes the parameters in this order, without their names.
inline constexpr std::array<std::string_view, 12> kUsageParameters{
    "keyId", "timeframe", "granularity", "includeBreakdown", "includeErrors", "includeLatency",
    "sort",  "sortBy",    "order",       "sortOrder",        "limit",         "offset"};

/// How long a timeframe is: the inner one is empty for all time. Empty for any other word.
std::optional<std::optional<std::chrono::seconds>> timeframe_of(std::string_view word);
/// Empty for any other word.
std::optional<Granularity> granularity_of(std::string_view word);

/// Throws the 400 of the first parameter that is wrong, in the order of the page.
UsageQuery read_usage_query(const OperationRequest& call);

}  // namespace mockmeter::zkscore
