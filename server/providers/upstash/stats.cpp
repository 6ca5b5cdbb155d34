#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <string_view>
#include <vector>

#include "base/tables.h"
#include "server/metering/hash.h"
#include "server/metering/json_text.h"
#include "server/metering/window.h"
#include "server/providers/upstash/billing.h"
#include "server/providers/upstash/errors.h"
#include "server/providers/upstash/operations.h"
#include "server/providers/upstash/stats_periods.h"
#include "server/providers/upstash/timestamps.h"
#include "server/providers/upstash/variants.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// The period that the query asks for; throws the 400 for any other value, for a repeated one,
/// and, under a variant, for 30d.
const StatsPeriod& read_period(const OperationRequest& call) {
  const auto name = call.query.get("period");
  if (!name) return kPeriods.front();
  // Inferred: the enum is all there is; no case folding, no silent default, no repetition.
  const StatsPeriod* known = find_by(kPeriods, &StatsPeriod::name, *name);
  const bool refused = *name == "30d" && call.is(kPeriod30d, "observed");
  if (known == nullptr || refused || call.query.count("period") > 1) {
    throw invalid("period", "expected one of 1h, 3h, 12h, 1d, 3d, 7d, 30d");
  }
  return *known;
}

constexpr int kDecimalPlaces = 6;
constexpr std::size_t kBytesPerPoint = 80;
constexpr std::size_t kBytesOfMonth = 12'000;

Levels levels_at(const Curve& curve, const RecordedSums& recorded, std::span<const Instant> edges) {
  Levels levels(edges.size());
  Curve::Cursor cursor(curve);
  std::ranges::transform(edges, levels.begin(), [&](Instant edge) {
    return recorded.at(edge, [&cursor](Instant each) { return cursor.at(each); });
  });
  return levels;
}

/// The levels of what grows with another count: `level_of(instant, count)` for each.
template <typename LevelOf>
Levels levels_from(const Levels& counts, std::span<const Instant> edges, LevelOf level_of) {
  Levels levels(counts.size());
  std::ranges::transform(edges, counts, levels.begin(), level_of);
  return levels;
}

Levels bytes_of(const Usage& usage, const Levels& requests, std::span<const Instant> edges) {
  return levels_from(requests, edges, [&usage](Instant edge, std::int64_t count) {
    return usage.recorded.bytes.at(edge, [&](Instant) { return usage.bytes_of(count); });
  });
}

Levels runs_of(const Usage& usage, const Levels& messages, std::span<const Instant> edges) {
  return levels_from(messages, edges, [&usage](Instant edge, std::int64_t count) {
    return usage.recorded.runs.at(edge, [&](Instant) { return count / usage.messages_per_run; });
  });
}

/// How many of the first so many events are of one kind of a split.
Levels levels_of_kind(const Split& split, const RecordedSplit& recorded, std::size_t kind,
                      const Levels& whole, std::span<const Instant> edges) {
  const PeriodicSum& part = split.parts[kind];
  return levels_from(whole, edges, [&](Instant edge, std::int64_t count) {
    return recorded.at(kind, edge, count, [&part](std::int64_t n) { return part.sum_first(n); });
  });
}

std::int64_t increase(const Levels& levels, std::size_t bucket) {
  return levels[bucket + 1] - levels[bucket];
}

/// "name":[{"x":...,"y":...},...], the value of point k being written by `append_y`.
template <typename AppendY>
void append_points(std::string& out, std::string_view name, const PointTexts& xs,
                   AppendY append_y) {
  append_name(out, name);
  out += '[';
  for (std::size_t k = 0; k < xs.size(); ++k) {
    append_separator(out);
    out += xs[k];
    append_y(k);
    out += '}';
  }
  out += ']';
}

void append_counts(std::string& out, std::string_view name, const PointTexts& xs,
                   const Levels& levels) {
  append_name(out, name);
  xs.append_increases(out, levels);
}

/// What a split is of, read at the edges of the buckets.
struct SplitLevels {
  const Split& split;
  const RecordedSplit& recorded;
  const Levels& whole;
  std::span<const Instant> edges;
};

void append_split(std::string& out, std::string_view name, const PointTexts& xs,
                  const SplitLevels& levels) {
  append_name(out, name);
  out += '[';
  for (std::size_t i = 0; i < levels.split.ids.size(); ++i) {
    append_separator(out);
    out += '{';
    append_member(out, "id", levels.split.ids[i]);
    append_counts(out, "data_points", xs,
                  levels_of_kind(levels.split, levels.recorded, i, levels.whole, levels.edges));
    out += '}';
  }
  out += ']';
}

/// The days of the calendar month that holds `now`, future ones too.
struct Month {
  std::vector<Instant> edges;  ///< of the days, none later than `cut`: future days are empty
  std::vector<Instant> points;
  std::chrono::weekday first;
};

Month month_by_days(Instant now, Instant cut) {
  const Window window = month_of(now);
  // Inferred: as in the examples of the Redis and Vector pages, a daily point carries the
  // request's time of day.
  const auto time_of_day = std::chrono::floor<seconds>(now - floor_to(now, Granularity::kDay));
  Month month{{}, {}, std::chrono::weekday(std::chrono::floor<days>(window.from))};
  for (Instant day = window.from; day < window.to; day += days(1)) {
    month.edges.push_back(std::min(day, cut));
    month.points.push_back(day + time_of_day);
  }
  month.edges.push_back(std::min(window.to, cut));
  return month;
}

// Source: stats page, days: "covers the entire month regardless of the current day".
void append_day_names(std::string& out, const Month& month) {
  constexpr std::array<std::string_view, 7> kNames{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
  append_name(out, "days");
  out += '[';
  for (std::size_t day = 0; day < month.points.size(); ++day) {
    append_separator(out);
    append_quoted(out, kNames.at((month.first.c_encoding() + day) % kNames.size()));
  }
  out += ']';
}

/// The month series, and what the month costs in millionths of a dollar.
std::int64_t append_month(std::string& out, const User& user, const Month& month,
                          const PointTexts& xs, FixedPlans fixed_plans) {
  const Usage& usage = *user.usage;
  const Levels requests = levels_at(usage.requests, usage.recorded.requests, month.edges);
  const Levels messages = levels_at(usage.workflow, usage.recorded.workflow, month.edges);
  const Levels runs = runs_of(usage, messages, month.edges);
  const Levels billed = micro_dollars(user, month.edges, requests, fixed_plans);
  append_day_names(out, month);
  append_points(out, "daily_requests", xs, [&](std::size_t day) {
    append_int(out, increase(requests, day));
    append_member(out, "workflow_message", increase(messages, day));
    append_member(out, "workflow_run", increase(runs, day));
  });
  append_points(out, "daily_billings", xs, [&](std::size_t day) {
    append_decimal(out, increase(billed, day), kDecimalPlaces);
  });
  append_counts(out, "daily_bandwidths", xs, bytes_of(usage, requests, month.edges));
  return billed.back() - billed.front();
}

// Choice: what failed stays for as long as the user's limits keep it, up to the queue's size.
std::int64_t made_dead_letters(const User& user, Instant cut) {
  const Json& limits = user.members.json();
  const milliseconds kept(limits.at("max_dlq_retention_time_milis").get<std::int64_t>());
  const std::int64_t failed = user.usage->dead_letters.sum_between(
      user.usage->requests_at(cut - kept), user.usage->requests_at(cut));
  return std::min(failed, limits.at("max_dlq_size").get<std::int64_t>());
}

std::int64_t dead_letters(const User& user, Instant cut) {
  const RecordedGauge* recorded = user.usage->recorded.dead_letters();
  if (recorded == nullptr) return made_dead_letters(user, cut);
  return static_cast<std::int64_t>(recorded->at(cut, [&user](Instant each) {
    return static_cast<std::uint64_t>(made_dead_letters(user, each));
  }));
}

struct PeriodTexts {
  PointTexts plain;
  PointTexts messages;
};

PeriodTexts period_texts(const StatsPeriod& period, const OperationRequest& call, Instant cut,
                         std::uint64_t seed) {
  if (call.is(kPeriodTimestamps, "millis")) {
    const PointTexts xs(points_before(cut, period.interval, period.points), append_go_millis);
    return {xs, xs};
  }
  const Instant last = std::chrono::floor<seconds>(call.now);
  const std::vector<Instant> points =
      with_fractions(points_before(last, period.interval, period.points), call.now, seed);
  return {{points, append_go_string}, {points, append_go_millis}};
}

/// The series of the period; the edges are those of its points.
void append_period(std::string& out, const User& user, const PeriodTexts& xs,
                   std::span<const Instant> edges) {
  const Usage& usage = *user.usage;
  const RecordedUsage& recorded = usage.recorded;
  const Levels requests = levels_at(usage.requests, recorded.requests, edges);
  const Levels workflow = levels_at(usage.workflow, recorded.workflow, edges);
  append_counts(out, "daily_used", xs.plain, requests);
  append_counts(out, "daily_used_workflow", xs.plain, workflow);
  append_split(out, "daily_qstash_messages", xs.messages,
               {usage.messages, recorded.messages, requests, edges});
  append_split(out, "daily_workflow_messages", xs.messages,
               {usage.workflow_messages, recorded.workflow_messages, workflow, edges});
  append_member(out, "dlq_message_count", dead_letters(user, edges.back()));
  append_counts(out, "daily_bandwidth_used", xs.plain, bytes_of(usage, requests, edges));
}

/// Until when everything is counted: the newest point of each series, and today.
Instant end_of_counts(const OperationRequest& call) {
  const bool to_the_second =
      call.is(kNewestPoint, "to_the_second") && !call.is(kPeriodTimestamps, "millis");
  return to_the_second ? Instant(std::chrono::floor<seconds>(call.now))
                       : floor_to(call.now, Granularity::kMinute);
}

/// A QStashStats: the calendar month of now by days, the last `period` by intervals. The newest
/// point, and today, count until the same moment, so that both count the same events; the points
/// before it end an interval earlier each.
Response stats_of(const OperationRequest& call, const User& user, const StatsPeriod& period) {
  const Usage& usage = *user.usage;
  const std::uint64_t user_seed = hash_text(call.world.seed, user.id);
  const Instant cut = end_of_counts(call);
  const Month month = month_by_days(call.now, cut);
  const std::vector<Instant> edges = points_before(cut, period.interval, period.points + 1);
  const PeriodTexts xs = period_texts(period, call, cut, user_seed);
  const std::size_t series = 3 + usage.messages.ids.size() + usage.workflow_messages.ids.size();

  std::string body;
  body.reserve(kBytesOfMonth + series * period.points * kBytesPerPoint);
  body += '{';
  const std::int64_t total = append_month(
      body, user, month, {with_fractions(month.points, call.now, user_seed), append_go_string},
      call.is(kFixedPlanBilling, "nothing") ? FixedPlans::kFree : FixedPlans::kByDays);
  append_period(body, user, xs, edges);
  append_name(body, "total_monthly_billing");
  append_decimal(body, total, kDecimalPlaces);
  body += '}';
  return json_response(200, std::move(body));
}

}  // namespace

Response get_stats(const OperationRequest& call) {
  const StatsPeriod& period = read_period(call);
  return stats_of(call, user_in_path(call), period);
}

}  // namespace mockmeter::upstash
