#include <utility>

#include "server/providers/zkscore/errors.h"
#include "server/providers/zkscore/operations.h"
#include "server/providers/zkscore/readings.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_parts.h"

namespace mockmeter::zkscore {
namespace {

/// The one key asked for, or all. Empty for a key that is unknown or somebody else's.
Selection select(const Account& account, const UsageQuery& query) {
  Selection selection{&account, {}};
  for (const Key& key : account.keys) {
    if (!query.key_id || key.id == *query.key_id) {
      selection.keys.push_back(&key);
    }
  }
  return selection;
}

Window window_of(const Account& account, const UsageQuery& query, Instant now) {
  return {query.length ? now - *query.length : account.created, now};
}

/// Choice: a key's own limits when it alone is asked for and has some, else those of its tier.
Rates limits_of(const Selection& selection, const UsageQuery& query) {
  Limits limits = selection.account->limits;
  if (query.key_id && !selection.keys.empty()) {
    limits = selection.keys.front()->limits.value_or(limits);
  }
  return {limits.per_minute, limits.per_hour, limits.per_day};
}

/// Choice: what was used is counted over the last 60 seconds, 60 minutes and 24 hours.
Rates used_by(const Selection& selection, Instant now) {
  const auto requests_within = [&](std::chrono::seconds length) {
    return tally(selection, {now - length, now}).requests;
  };
  return {requests_within(std::chrono::minutes{1}), requests_within(std::chrono::hours{1}),
          requests_within(std::chrono::hours{24})};
}

void append_pagination(std::string& out, const Paging& paging, const Page& page) {
  out += '{';
  append_member(out, "total", static_cast<std::int64_t>(page.total));
  append_member(out, "limit", paging.limit);
  append_member(out, "offset", paging.offset);
  append_name(out, "hasMore");
  out += page.has_more() ? "true}" : "false}";
}

Response usage_answer(const UsageView& view, Instant now) {
  std::string out = R"({"success":true)";
  std::vector<std::int64_t> minutes =
      requests_by_bucket(view.selection, Series(view.window, Granularity::kMinute));
  append_name(out, "usage");
  append_summary(out, view, minutes);
  append_name(out, "timeSeries");
  const Page page = append_time_series(out, view, std::move(minutes));
  if (view.query.include_breakdown) {
    append_name(out, "breakdown");
    append_breakdown(out, view);
  }
  if (view.query.include_errors) {
    append_name(out, "errors");
    append_errors(out, view);
  }
  const Rates limits = limits_of(view.selection, view.query);
  const Rates used = used_by(view.selection, now);
  append_name(out, "rateLimits");
  append_rate_limits(out, limits, used);
  append_name(out, "alerts");
  append_alerts(out, alerts_for(view.selection, view.total, limits, used, now));
  append_name(out, "pagination");
  append_pagination(out, view.query.paging, page);
  append_text(out, "timestamp", format_timestamp(now));
  out += '}';
  Response response = json_response(200, std::move(out));
  response.traits.set(Trait::kMorePages, page.has_more());
  return response;
}

}  // namespace

Response get_usage(const Call& call) {
  const UsageQuery query = read_usage_query(call.query);
  const Account& account = *call.world.part<Part>(kName).find_account(call.principal.account);
  const Selection selection = select(account, query);
  const Window window = window_of(account, query, call.now);
  const UsageView view{query, selection, window, tally(selection, window)};
  if (view.total.requests == 0 && call.is(kNoData, "404")) {
    throw no_usage_data();
  }
  return usage_answer(view, call.now);
}

}  // namespace mockmeter::zkscore
