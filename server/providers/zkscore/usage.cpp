#include <algorithm>
#include <utility>

#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/operations.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_numbers.h"
#include "server/providers/zkscore/variants.h"

namespace mockmeter::zkscore {
namespace {

using std::chrono::hours;

/// The one key asked for, or all. Empty for a key that is unknown or somebody else's.
KeySelection select(const Account& account, const UsageQuery& query) {
  KeySelection selection{&account, {}};
  for (const Key& key : account.keys) {
    if (!query.key_id || key.id == *query.key_id) selection.keys.push_back(&key);
  }
  return selection;
}

/// Source: get-usage, "Last 24 hours". Choice: the aligned variant begins with the first whole
/// bucket of these hours, or where they begin when none has begun since.
Window window_of(const OperationRequest& call, const Account& account, const UsageQuery& query) {
  const Window rolling{query.length ? call.now - *query.length : account.created, call.now};
  if (!call.is(kWindow, "aligned")) return rolling;
  const Instant before = rolling.from - Instant::duration{1};
  const Instant whole = next_bucket(floor_to(before, query.granularity), query.granularity);
  return whole < call.now ? Window{whole, call.now} : rolling;
}

/// Choice: the sibling page names no number; a week of minutes is the most that is let through.
void check_size(const OperationRequest& call, const BucketRange& series) {
  constexpr std::size_t kMostPoints = 7 * 24 * 60;
  if (!call.is(kPointLimit, "400") || series.size() <= kMostPoints) return;
  throw ApiError(error_row("zkscore.too_many_points"),
                 "use a coarser granularity or a shorter timeframe; it may have " +
                     std::to_string(kMostPoints));
}

/// Choice: averages count whole hours, rounded up, so that no average exceeds its peak while an
/// account's first hour is under way.
std::int64_t hours_of(Window window) {
  return window.empty() ? 0
                        : (window.to - window.from + hours{1} - Instant::duration{1}) / hours{1};
}

/// The window's edge may cut an hour in two. Some hour of the window still holds the mean at least,
/// so a peak is never put below it.
std::int64_t peak(const std::vector<std::int64_t>& counts, std::int64_t total,
                  std::int64_t periods) {
  const std::int64_t mean = periods == 0 ? 0 : (total + periods - 1) / periods;
  return std::max(greatest(counts), mean);
}

void append_latencies(std::string& out, const UsageQuery& query, const UsageTotals& totals,
                      std::int64_t peak_ms) {
  append_average_latency(out, query, totals);
  if (query.include_latency) {
    append_member(out, "peakLatency", peak_ms);
  } else if (query.null_for_excluded) {
    append_null(out, "peakLatency");
  }
}

/// usage{}. `minutes`: the requests of each minute of the window.
void append_summary(std::string& out, const UsageView& view,
                    const std::vector<std::int64_t>& minutes) {
  const UsageTotals& total = view.total;
  const std::int64_t hour_count = hours_of(view.window);
  const auto by_hour =
      requests_by_bucket(view.selection, BucketRange(view.window, Granularity::kHour));
  out += '{';
  append_member(out, "totalRequests", total.requests);
  append_member(out, "successfulRequests", total.requests - total.failed);
  append_member(out, "failedRequests", total.failed);
  append_hundredths(out, "successRate", success_rate(total));
  append_latencies(out, view.query, total, view.all.peak_latency_ms);
  append_hundredths(out, "requestsPerMinute", average(total.requests, hour_count * 60));
  append_hundredths(out, "requestsPerHour", average(total.requests, hour_count));
  append_hundredths(out, "requestsPerDay", average(total.requests * 24, hour_count));
  append_member(out, "peakRequestsPerMinute", peak(minutes, total.requests, hour_count * 60));
  append_member(out, "peakRequestsPerHour", peak(by_hour, total.requests, hour_count));
  append_member(out, "dataTransferred", total.bytes);
  append_hundredths(out, "averageDataPerRequest", average(total.bytes, total.requests));
  out += '}';
}

std::vector<std::size_t> page_by_time(bool descending, const Page& page) {
  std::vector<std::size_t> indices;
  for (std::size_t i = page.begin; i < page.end; ++i) {
    indices.push_back(descending ? page.total - 1 - i : i);
  }
  return indices;
}

std::vector<std::size_t> page_by_number(const UsageView& view, const BucketRange& series,
                                        const Page& page, std::vector<std::int64_t> minutes) {
  const bool by_minute = series.granularity() == Granularity::kMinute;
  std::vector<std::int64_t> requests =
      by_minute ? std::move(minutes) : requests_by_bucket(view.selection, series);
  const std::vector<std::int64_t> keys =
      sort_keys(view.selection, series, view.query.sort, std::move(requests));
  return sorted_page(keys, view.query.descending, page);
}

/// The members of a point of the series.
void append_point(std::string& out, const UsageView& view, Window bucket) {
  const auto [sums, peak_latency_ms] = totals_of(view.selection, bucket);
  append_member(out, "timestamp", format_timestamp(bucket.from));
  append_member(out, "requests", sums.requests);
  append_member(out, "successfulRequests", sums.requests - sums.failed);
  append_member(out, "failedRequests", sums.failed);
  append_latencies(out, view.query, sums, peak_latency_ms);
  append_member(out, "dataTransferred", sums.bytes);
}

/// timeSeries[] and its page. `minutes` is used up.
Page append_time_series(std::string& out, const UsageView& view,
                        std::vector<std::int64_t> minutes) {
  const BucketRange series(view.window, view.query.granularity);
  const Page page = view.query.paging.over(series.size());
  const std::vector<std::size_t> indices =
      view.query.sort == SortField::kTimestamp
          ? page_by_time(view.query.descending, page)
          : page_by_number(view, series, page, std::move(minutes));
  append_objects(out, "timeSeries", indices,
                 [&](std::size_t index) { append_point(out, view, series.at(index)); });
  return page;
}

/// A part that may be left out: zkscore.excluded_parts.
void append_part(std::string& out, std::string_view name, const UsageView& view, bool is_included,
                 void (*append)(std::string&, const UsageView&)) {
  if (is_included) {
    append_name(out, name);
    append(out, view);
  } else if (view.query.null_for_excluded) {
    append_null(out, name);
  }
}

Response usage_response(const UsageView& view, Instant now) {
  std::string out = R"({"success":true)";
  std::vector<std::int64_t> minutes =
      requests_by_bucket(view.selection, BucketRange(view.window, Granularity::kMinute));
  append_name(out, "usage");
  append_summary(out, view, minutes);
  const Page page = append_time_series(out, view, std::move(minutes));
  append_part(out, "breakdown", view, view.query.include_breakdown, append_breakdown);
  append_part(out, "errors", view, view.query.include_errors, append_errors);
  append_limits(out, view);
  append_name(out, "pagination");
  out += pagination_json(page, view.query.paging).dump();
  append_member(out, "timestamp", format_timestamp(now));
  out += '}';
  Response response = json_response(200, std::move(out));
  response.traits.set(Trait::kMorePages, page.has_more());
  return response;
}

}  // namespace

Response get_usage(const OperationRequest& call) {
  const UsageQuery query = read_usage_query(call);
  const Account& account = account_of(call.world, call.principal);
  const KeySelection selection = select(account, query);
  const Window window = window_of(call, account, query);
  check_size(call, BucketRange(window, query.granularity));
  const UsageView view(query, selection, window);
  if (view.total.requests == 0 && call.is(kNoData, "404")) {
    throw ApiError(error_row("zkscore.no_usage_data"));
  }
  return usage_response(view, call.now);
}

}  // namespace mockmeter::zkscore
