#include <algorithm>
#include <utility>

#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_parts.h"

namespace mockmeter::zkscore {
namespace {

std::vector<std::size_t> page_by_time(bool descending, const Page& page) {
  std::vector<std::size_t> indices;
  for (std::size_t i = page.begin; i < page.end; ++i) {
    indices.push_back(descending ? page.total - 1 - i : i);
  }
  return indices;
}

std::vector<std::size_t> page_by_number(const UsageView& view, const Series& series,
                                        const Page& page, std::vector<std::int64_t> minutes) {
  const bool by_minute = series.granularity() == Granularity::kMinute;
  std::vector<std::int64_t> requests =
      by_minute ? std::move(minutes) : requests_by_bucket(view.selection, series);
  const std::vector<std::int64_t> keys =
      sort_keys(view.selection, series, view.query.sort, std::move(requests));
  return sorted_page(keys, view.query.descending, page);
}

void append_point(std::string& out, const UsageView& view, Window bucket) {
  const Tally sums = tally(view.selection, bucket);
  append_separator(out);
  out += '{';
  append_text(out, "timestamp", format_timestamp(bucket.from));
  append_member(out, "requests", sums.requests);
  append_member(out, "successfulRequests", sums.requests - sums.failed);
  append_member(out, "failedRequests", sums.failed);
  if (view.query.include_latency) {
    append_hundredths(out, "averageLatency", average(sums.latency_ms, sums.requests));
    append_member(out, "peakLatency", peak_latency_ms(view.selection, bucket));
  }
  append_member(out, "dataTransferred", sums.bytes);
  out += '}';
}

}  // namespace

Page append_time_series(std::string& out, const UsageView& view,
                        std::vector<std::int64_t> minutes) {
  const Series series(view.window, view.query.granularity);
  const Page page = view.query.paging.over(series.size());
  const std::vector<std::size_t> indices =
      view.query.sort == SortField::kTimestamp
          ? page_by_time(view.query.descending, page)
          : page_by_number(view, series, page, std::move(minutes));
  out += '[';
  for (const std::size_t index : indices) {
    append_point(out, view, series.at(index));
  }
  out += ']';
  return page;
}

}  // namespace mockmeter::zkscore
