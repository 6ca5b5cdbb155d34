#include "server/control/laws/upstash.h"

#include <cmath>

#include "base/base64.h"
#include "server/core/window.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::laws::upstash {
namespace {

/// Somebody's QStash user.
struct Instance {
  Caller caller;
  std::string path;  ///< of its stats, up to the period
};

std::vector<Instance> instances_of(Witness& witness) {
  using mockmeter::upstash::Part;
  std::vector<Instance> instances;
  for (const auto& account : witness.world().part<Part>("upstash").accounts) {
    std::vector<Caller> callers;
    for (const auto& key : account.keys) {
      callers.push_back({key.name, "Basic " + base64_encode(account.email + ":" + key.secret)});
    }
    const Caller caller = witness.first_admitted(callers, "/v2/qstash/users");
    if (caller.name.empty()) continue;
    instances.push_back({caller, "/v2/qstash/stats?period="});
    for (const auto& user : account.users) {
      if (instances.size() >= kMostAccounts) return instances;
      instances.push_back({caller, "/v2/qstash/stats/" + user.id + "?period="});
    }
  }
  return instances;
}

/// When a point was measured: "2026-05-20 11:01:00.7 +0000 UTC".
Instant stamp_of(const Json& point) {
  std::string text = point.value("x", "");
  if (text.size() < 16) return {};
  text[10] = 'T';
  return parse_rfc3339(text.substr(0, 16) + ":00Z").value_or(Instant{});
}

const Answer& ask(Witness& witness, const Instance& instance, std::string_view period,
                  std::chrono::seconds later = std::chrono::seconds{0}) {
  return witness.ask(instance.caller, instance.path + std::string(period), later);
}

Series named(const Answer& answer, const char* member) {
  return {member, answer.request, {}, false};
}

/// Points that count what came since the one before.
Series points_of(const Answer& answer, const char* member) {
  Series series = named(answer, member);
  if (answer.body.is_null()) return series;
  for (const Json& point : answer.body.at(member)) {
    series.buckets.push_back({{}, stamp_of(point), {{"y", point.value("y", std::int64_t{0})}}});
    Bucket& bucket = series.buckets.back();
    bucket.from = bucket.to;  // so that they sort by it
  }
  return series;
}

/// Each begins where the one before it ended; the first one is as long as the second.
Series with_begins(Series series) {
  series = sorted(std::move(series));
  auto& buckets = series.buckets;
  for (std::size_t i = buckets.size(); i-- > 1;) buckets[i].from = buckets[i - 1].to;
  if (buckets.size() > 1) buckets[0].from = buckets[0].to - (buckets[1].to - buckets[1].from);
  return series;
}

/// The days of the month.
Series days_of(const Answer& answer, const char* member) {
  Series series = points_of(answer, member);
  for (Bucket& bucket : series.buckets) bucket.from = floor_to(bucket.from, Granularity::kDay);
  return series;
}

constexpr const char* kPeriodSeries[] = {"daily_used", "daily_used_workflow",
                                         "daily_bandwidth_used"};
constexpr const char* kMonthSeries[] = {"daily_requests", "daily_bandwidths"};

/// Of thousandths and smaller: integers, so that sums are exact.
std::int64_t micro(const Json& dollars) {
  return dollars.is_number() ? std::llround(dollars.get<double>() * 1e6) : 0;
}

}  // namespace

std::vector<Ladder> ladders(Witness& witness) {
  // Points of the one are a multiple of points of the other, and both end now.
  constexpr std::pair<const char*, const char*> kSteps[] = {
      {"1h", "3h"}, {"3h", "12h"}, {"12h", "1d"}, {"1d", "3d"}, {"1d", "7d"}, {"12h", "30d"}};
  std::vector<Ladder> ladders;
  for (const Instance& instance : instances_of(witness)) {
    for (const auto& [fine, coarse] : kSteps) {
      for (const char* member : kPeriodSeries) {
        ladders.push_back({with_begins(points_of(ask(witness, instance, fine), member)),
                           with_begins(points_of(ask(witness, instance, coarse), member))});
      }
    }
  }
  return ladders;
}

std::vector<Overlap> overlaps(Witness& witness) {
  std::vector<Overlap> overlaps;
  for (const Instance& instance : instances_of(witness)) {
    for (const char* member : kMonthSeries) {
      overlaps.push_back({days_of(ask(witness, instance, "1h"), member),
                          days_of(ask(witness, instance, "7d"), member)});
    }
  }
  return overlaps;
}

std::vector<Overlap> growing(Witness& witness) {
  std::vector<Overlap> pairs;
  for (const Instance& instance : instances_of(witness)) {
    for (const char* member : kMonthSeries) {
      pairs.push_back({days_of(ask(witness, instance, "1h"), member),
                       days_of(ask(witness, instance, "1h", std::chrono::minutes(1)), member)});
    }
  }
  return pairs;
}

void check_parts(Witness& witness) {
  constexpr std::pair<const char*, const char*> kSplits[] = {
      {"daily_qstash_messages", "daily_used"}, {"daily_workflow_messages", "daily_used_workflow"}};
  for (const Instance& instance : instances_of(witness)) {
    const Answer& answer = ask(witness, instance, "1d");
    if (answer.body.is_null()) continue;
    for (const auto& [parts, whole] : kSplits) {
      std::int64_t sum = 0;
      for (const Json& part : answer.body.at(parts)) {
        for (const Json& point : part["data_points"]) sum += point.value("y", std::int64_t{0});
      }
      const Amounts total = sum_of(points_of(answer, whole).buckets);
      if (total.empty()) continue;
      witness.expect_equal(std::string(parts) + " make " + whole, total.at("y"), sum,
                           {answer.request});
    }
  }
}

void check_billing(Witness& witness) {
  for (const Instance& instance : instances_of(witness)) {
    const Answer& answer = ask(witness, instance, "1h");
    if (answer.body.is_null()) continue;
    std::int64_t sum = 0;
    for (const Json& day : answer.body.at("daily_billings")) sum += micro(day.value("y", Json()));
    witness.expect_equal("micro-dollars of total_monthly_billing",
                         micro(answer.body.at("total_monthly_billing")), sum, {answer.request});
  }
}

}  // namespace mockmeter::laws::upstash
