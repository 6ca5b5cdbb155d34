#include <algorithm>
#include <array>
#include <utility>

#include "base/tables.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_numbers.h"

namespace mockmeter::zkscore {
namespace {

/// One row of a breakdown.
struct Share {
  std::string_view name;
  std::string_view label;  ///< only byKey has one
  UsageTotals sums;
};

/// The rows in which `count` is not 0. Choice: the busiest first, like the series; equal ones in
/// the world's order.
std::vector<Share> ranked(std::vector<Share> shares, std::int64_t UsageTotals::*count) {
  std::erase_if(shares, [count](const Share& share) { return share.sums.*count == 0; });
  std::ranges::stable_sort(
      shares, [count](const Share& a, const Share& b) { return a.sums.*count > b.sums.*count; });
  return shares;
}

std::vector<Share> by_endpoint(const UsageView& view) {
  std::vector<Share> shares;
  const std::vector<EndpointProfile>& endpoints = view.selection.traffic().endpoints;
  for (std::size_t i = 0; i < endpoints.size(); ++i) {
    shares.push_back({endpoints[i].path, {}, view.all.by_endpoint[i]});
  }
  return shares;
}

/// One row per distinct `name(i)`; rows of the same name are added up.
std::vector<Share> merged(const std::vector<Share>& shares) {
  std::vector<Share> rows;
  for (const Share& share : shares) {
    if (Share* row = find_by(rows, &Share::name, share.name)) {
      row->sums += share.sums;
    } else {
      rows.push_back(share);
    }
  }
  return rows;
}

std::vector<Share> by_method(const UsageView& view) {
  std::vector<Share> shares = by_endpoint(view);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i].name = view.selection.traffic().endpoints[i].method;
  }
  return merged(shares);
}

std::vector<Share> by_key(const UsageView& view) {
  std::vector<Share> shares;
  for (std::size_t i = 0; i < view.by_key.size(); ++i) {
    const Key& key = *view.selection.keys[i];
    shares.push_back({key.id, key.name, view.by_key[i].total()});
  }
  return shares;
}

void append_shares(std::string& out, std::string_view list, std::string_view name,
                   std::vector<Share> shares, const UsageQuery& query) {
  shares = ranked(std::move(shares), &UsageTotals::requests);
  append_objects(out, list, shares, [&](const Share& share) {
    append_member(out, name, share.name);
    if (!share.label.empty()) append_member(out, "name", share.label);
    append_member(out, "requests", share.sums.requests);
    append_hundredths(out, "successRate", success_rate(share.sums));
    append_average_latency(out, query, share.sums);
    append_member(out, "dataTransferred", share.sums.bytes);
  });
}

struct StatusCount {
  int status = 0;
  std::int64_t count = 0;
};

/// The status codes that occurred, ascending.
std::vector<StatusCount> by_status(const UsageView& view, bool failures_only) {
  std::vector<StatusCount> counts;
  const std::vector<StatusWeight>& statuses = view.selection.traffic().statuses;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    const std::int64_t count = view.all.by_status[i];
    if (count > 0 && (!failures_only || is_failure(statuses[i].status))) {
      counts.push_back({statuses[i].status, count});
    }
  }
  std::ranges::sort(counts,
                    [](const StatusCount& a, const StatusCount& b) { return a.status < b.status; });
  return counts;
}

void append_statuses(std::string& out, std::string_view count_name,
                     const std::vector<StatusCount>& counts, std::int64_t whole) {
  append_objects(out, "byStatusCode", counts, [&](const StatusCount& each) {
    append_member(out, "statusCode", each.status);
    append_member(out, count_name, each.count);
    append_hundredths(out, "percentage", percent(each.count, whole));
  });
}

/// Source: authentication, introduction and SDK error handling name the types, by status.
/// Choice: INTERNAL_ERROR, and the descriptions that those pages do not have.
struct ErrorType {
  int status;
  std::string_view type;
  std::string_view description;
};
constexpr std::array<ErrorType, 6> kErrorTypes{{
    {400, "INVALID_PARAMETERS", "A parameter was missing or invalid"},
    {401, "UNAUTHORIZED", "Invalid or missing API key"},
    {403, "FORBIDDEN", "Insufficient permissions for this operation"},
    {404, "IDENTITY_NOT_FOUND", "The identity does not exist"},
    {429, "RATE_LIMIT_EXCEEDED", "Too many requests"},
    {500, "INTERNAL_ERROR", "Internal server error"},
}};

void append_types(std::string& out, const std::vector<StatusCount>& counts, std::int64_t whole) {
  append_objects(out, "byType", counts, [&](const StatusCount& each) {
    const ErrorType* type = find_by(kErrorTypes, &ErrorType::status, each.status);
    append_member(out, "type", type->type);
    append_member(out, "count", each.count);
    append_hundredths(out, "percentage", percent(each.count, whole));
    append_member(out, "description", type->description);
  });
}

void append_failing_endpoints(std::string& out, const UsageView& view) {
  const auto shares = ranked(merged(by_endpoint(view)), &UsageTotals::failed);
  append_objects(out, "byEndpoint", shares, [&](const Share& share) {
    append_member(out, "endpoint", share.name);
    append_member(out, "count", share.sums.failed);
    append_hundredths(out, "percentage", percent(share.sums.failed, view.total.failed));
  });
}

}  // namespace

void append_average_latency(std::string& out, const UsageQuery& query, const UsageTotals& totals) {
  if (query.include_latency) {
    append_hundredths(out, "averageLatency", average(totals.latency_ms, totals.requests));
  } else if (query.null_for_excluded) {
    append_null(out, "averageLatency");
  }
}

// Inferred: the elements of byMethod, byStatusCode and byKey are modelled on those of byEndpoint.
void append_breakdown(std::string& out, const UsageView& view) {
  const UsageQuery& query = view.query;
  out += '{';
  append_shares(out, "byEndpoint", "endpoint", merged(by_endpoint(view)), query);
  append_shares(out, "byMethod", "method", by_method(view), query);
  append_statuses(out, "requests", by_status(view, false), view.total.requests);
  append_shares(out, "byKey", "keyId", by_key(view), query);
  out += '}';
}

void append_errors(std::string& out, const UsageView& view) {
  const std::vector<StatusCount> failures = by_status(view, true);
  out += '{';
  append_member(out, "totalErrors", view.total.failed);
  append_hundredths(out, "errorRate", percent(view.total.failed, view.total.requests));
  append_types(out, failures, view.total.failed);
  append_failing_endpoints(out, view);
  append_statuses(out, "count", failures, view.total.failed);
  out += '}';
}

}  // namespace mockmeter::zkscore
