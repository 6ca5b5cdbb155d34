#include "server/providers/openai/query/question.h"

#include <algorithm>
#include <utility>

#include "base/tables.h"
#include "server/metering/hash.h"
#include "server/providers/openai/errors.h"
#include "server/providers/openai/query/page_token.h"
#include "server/providers/openai/query/parameters.h"
#include "server/providers/openai/variants.h"

namespace mockmeter::openai {
namespace {

// Source: OpenAPI file f85dbe2, limit: "1d: default 7, max 31; 1h: default 24, max 168; 1m: default
// 60, max 1440"; costs "between 1 and 180", default 7.
constexpr PageSizes kCostPages{7, 180};
constexpr PageSizes page_sizes(Granularity width) {
  if (width == Granularity::kMinute) return {60, 1440};
  return width == Granularity::kHour ? PageSizes{24, 168} : PageSizes{7, 31};
}

// Observed: langwatch issue 7579, 2025-12-06T00:00:00Z works and a second earlier does not.
constexpr std::int64_t kApiKeyFloor = 1'764'979'200;

/// The times as they were given.
struct Range {
  std::int64_t start = 0;
  std::optional<std::int64_t> end;
};

bool is_time(std::int64_t second) { return second >= 0 && second < unix_seconds(kLatest); }

std::optional<std::int64_t> optional_time(const Query& query, std::string_view name) {
  const auto value = optional_integer(query, name);
  if (value && *value < 0) throw below_minimum(name, *value);
  return value;
}

/// The token of `page`; empty for the first page. Choice: an empty `page` is as none.
std::optional<PageToken> page_token_of(const OperationRequest& call) {
  const auto text = optional_text(call.query, "page");
  if (!text || text->empty()) return std::nullopt;
  const std::string_view query = call.request.query();
  const std::string_view raw = query.substr(std::min(query.find("page="), query.size()));
  const std::string_view own = raw.substr(0, raw.find('&'));
  const bool is_escaped = own.find("%3D") != own.npos || own.find("%3d") != own.npos;
  if (is_escaped && call.is(kPageEscape, "400"))
    throw ApiError(error_row("openai.escaped_page_token"));
  auto token = read_token(*text, call);
  if (!token || !is_time(token->end) || !is_time(token->next))
    throw ApiError(error_row("openai.page_token"));
  return token;
}

/// Where pages need not repeat the times, the begin of the page is as good a start as any before
/// it.
Range read_range(const OperationRequest& call, const std::optional<PageToken>& token) {
  Range range;
  auto start = optional_time(call.query, "start_time");
  range.end = optional_time(call.query, "end_time");
  if (!start && token && call.is(kPageParameters, "optional")) start = token->next;
  if (!start) throw ApiError(error_row("openai.missing_start_time"));
  range.start = *start;
  return range;
}

void check_range(const OperationRequest& call, const Endpoint& endpoint, const Range& range) {
  const std::int64_t now = unix_seconds(call.now);
  if (range.start > now) throw ApiError(error_row("openai.start_in_future"));
  if (!range.end) return;
  if (*range.end <= range.start) throw ApiError(error_row("openai.range_order"));
  if (*range.end > now && call.is(kFutureEnd, "400"))
    throw ApiError(error_row("openai.end_in_future"));
  const auto day_of = [](std::int64_t second) { return second / 86'400; };
  // Observed: a public client, 2026: the same date is refused on costs.
  if (endpoint.is_costs && day_of(range.start) == day_of(*range.end))
    throw ApiError(error_row("openai.same_day"));
}

/// Where the response ends, before its last bucket is made whole.
std::int64_t end_of(const OperationRequest& call, const Range& range) {
  const std::int64_t now = unix_seconds(call.now);
  if (!range.end) return now;
  if (!call.is(kFutureEnd, "empty")) return std::min(*range.end, now);
  return std::min(*range.end, unix_seconds(kLatest) - 86'400);
}

/// The next edge of `width` at or after `instant`.
Instant ceil_to(Instant instant, Granularity width) {
  const Instant floor = floor_to(instant, width);
  return floor == instant ? instant : next_bucket(floor, width);
}

Layout layout_of(const OperationRequest& call, const Endpoint& endpoint, Granularity width,
                 std::int64_t start, std::int64_t end) {
  const Instant from = from_unix_seconds(start);
  const Instant to = from_unix_seconds(end);
  const bool whole_days = endpoint.is_costs && call.is(kCostBuckets, "whole");
  const bool whole_first = whole_days || (!endpoint.is_costs && call.is(kFirstBucket, "whole"));
  const bool whole_last = whole_days || (!endpoint.is_costs && call.is(kLastBucket, "whole"));
  // Observed: cookbook notebook: start 1736616663 gives a bucket from 1736616660.
  return {floor_to(from, whole_first ? width : Granularity::kMinute),
          whole_last ? ceil_to(to, width) : to, width};
}

std::size_t read_limit(const OperationRequest& call, const Endpoint& endpoint, Granularity width) {
  const PageSizes sizes = endpoint.is_costs ? kCostPages : page_sizes(width);
  const std::int64_t limit = optional_integer(call.query, "limit").value_or(sizes.usual);
  if (limit < 1) throw ApiError(error_row("openai.limit_too_small"), std::to_string(limit));
  const bool clamps = !endpoint.is_costs && call.is(kUsageLimit, "clamped");
  if (limit > sizes.most && !clamps) throw limit_too_large(limit, sizes.most);
  return static_cast<std::size_t>(std::min(limit, sizes.most));
}

std::vector<Chosen> read_filters(const OperationRequest& call, const Endpoint& endpoint) {
  std::vector<Chosen> filters;
  for (const Filter& filter : endpoint.filters) {
    auto values = text_list(call, filter.name, filter.splits_at_commas);
    for (const std::string& value : values) {
      const auto& allowed = filter.allowed;
      if (allowed.empty() || contains(allowed, value)) continue;
      throw unsupported_value(filter.name, value, allowed);
    }
    if (!values.empty()) filters.push_back({filter.dimension, std::move(values)});
  }
  if (endpoint.has_batch_filter) {
    if (const auto batch = optional_boolean(call.query, "batch")) {
      filters.push_back({kBatch, {std::string(*batch)}});
    }
  }
  return filters;
}

/// What group_by may name, by what the variants make of costs.
std::vector<std::string_view> group_names(const OperationRequest& call, const Endpoint& endpoint) {
  std::vector<std::string_view> names;
  for (const Dimension dimension : endpoint.dimensions) {
    const bool is_refused =
        endpoint.is_costs && ((dimension == kApiKey && call.is(kCostApiKey, "refused")) ||
                              (dimension == kUser && call.is(kCostUser, "refused")));
    if (!is_refused) names.push_back(kDimensionNames.at(dimension));
  }
  return names;
}

DimensionSet read_groups(const OperationRequest& call, const Endpoint& endpoint) {
  const auto names = group_names(call, endpoint);
  DimensionSet groups;
  for (const std::string& value : text_list(call, "group_by", true)) {
    if (std::ranges::find(names, value) == names.end()) {
      throw unsupported_value("group_by", value, names);
    }
    const auto found = std::ranges::find(kDimensionNames, value);
    groups.set(static_cast<std::size_t>(found - kDimensionNames.begin()));
  }
  return groups;
}

// Observed: langwatch, 2026-08: below the floor api_key_id is a 400, and so is user_id beside
// another dimension; each other dimension, and user_id alone, reads years back.
void check_floor(const Question& question, std::int64_t start) {
  if (!question.endpoint->is_costs || start >= kApiKeyFloor) return;
  const std::string floor = std::to_string(kApiKeyFloor);
  if (question.groups[kApiKey]) throw ApiError(error_row("openai.api_key_floor"), floor);
  if (question.groups[kUser] && question.groups.count() > 1)
    throw ApiError(error_row("openai.user_floor"), floor);
}

/// A number for all that must not change from page to page: everything but `page` and `limit`.
/// Choice: `limit` may change, because a bucket is never cut; lists may be spelt in another way.
std::uint32_t fingerprint_of(const Question& question, const Range& range, std::uint64_t seed) {
  std::string text(question.endpoint->name);
  text += '\n' + question.organization->id + '\n' + std::to_string(range.start) + '\n' +
          (range.end ? std::to_string(*range.end) : "") + '\n' +
          std::to_string(static_cast<int>(question.layout.width)) + '\n' +
          question.groups.to_string();
  for (const Chosen& filter : question.filters) {
    text += '\n' + std::to_string(filter.dimension);
    for (const std::string& value : filter.values) text += '\t' + value;
  }
  return static_cast<std::uint32_t>(hash_text(seed, text) >> 32U);
}

/// Goes to the page of the token: its begin, and the end that all pages share.
void turn_to(const PageToken& token, const OperationRequest& call, const Range& range,
             Question& question) {
  const bool is_bound = !call.is(kPageParameters, "optional");
  if (is_bound && token.fingerprint != question.fingerprint)
    throw ApiError(error_row("openai.page_token"));
  if (token.end > question.end || token.end < range.start || token.next < range.start)
    throw ApiError(error_row("openai.page_token"));
  question.end = token.end;
  question.layout =
      layout_of(call, *question.endpoint, question.layout.width, range.start, token.end);
  question.first = from_unix_seconds(token.next);
  const bool fits = question.layout.is_edge(question.first) ||
                    (!is_bound && question.first == question.layout.from);
  if (!fits) throw ApiError(error_row("openai.page_token"));
}

}  // namespace

Instant Layout::end_of(Instant begin) const {
  return std::min(next_bucket(floor_to(begin, width), width), to);
}

bool Layout::is_edge(Instant begin) const {
  return begin > from && begin < to && floor_to(begin, width) == begin;
}

Question read_question(const OperationRequest& call, const Endpoint& endpoint) {
  const std::optional<PageToken> token = page_token_of(call);
  const Range range = read_range(call, token);
  check_range(call, endpoint, range);
  Question question;
  question.endpoint = &endpoint;
  question.organization = call.world.part<Part>(kName).find_organization(call.principal.account);
  const Granularity width = bucket_width(call.query, endpoint.is_costs);
  question.filters = read_filters(call, endpoint);
  question.groups = read_groups(call, endpoint);
  question.limit = read_limit(call, endpoint, width);
  check_floor(question, range.start);
  question.end = end_of(call, range);
  question.layout = layout_of(call, endpoint, width, range.start, question.end);
  question.first = question.layout.from;
  question.fingerprint = fingerprint_of(question, range, call.world.seed);
  if (token) turn_to(*token, call, range, question);
  return question;
}

std::string next_page_token(const Question& question, Instant next, const RequestContext& context) {
  return write_token({question.end, question.fingerprint, unix_seconds(next)}, context);
}

}  // namespace mockmeter::openai
