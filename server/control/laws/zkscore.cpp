#include "server/control/laws/zkscore.h"

#include <algorithm>

#include "server/core/instant.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::laws::zkscore {
namespace {

constexpr std::int64_t kMostBuckets = 1000;  // of one page
constexpr std::size_t kMostKeys = 4;         // of one account, asked for one by one
constexpr std::int64_t kSmallPage = 7;

std::string target(std::string_view timeframe, std::string_view granularity,
                   const std::string& more = {}) {
  return "/v1/developer/usage?timeframe=" + std::string(timeframe) +
         "&granularity=" + std::string(granularity) + "&sort=timestamp&order=asc" + more;
}

std::string whole(std::string_view timeframe, std::string_view granularity) {
  return target(timeframe, granularity, "&limit=" + std::to_string(kMostBuckets));
}

std::vector<Caller> callers_of(Witness& witness) {
  using mockmeter::zkscore::Part;
  std::vector<Caller> admitted;
  for (const auto& account : witness.world().part<Part>(mockmeter::zkscore::kName).accounts) {
    if (admitted.size() == kMostAccounts) break;
    std::vector<Caller> keys;
    for (const auto& key : account.keys) keys.push_back({key.id, "Bearer " + key.secret});
    const Caller caller = witness.first_admitted(keys, whole("30d", "day"));
    if (!caller.name.empty()) admitted.push_back(caller);
  }
  return admitted;
}

/// Empty buckets when the answer is no series, or more than a page.
Series series_of(Witness& witness, const Caller& caller, std::string_view timeframe,
                 std::string_view granularity,
                 std::chrono::seconds later = std::chrono::seconds{0}) {
  const Answer& answer = witness.ask(caller, whole(timeframe, granularity), later);
  Series series{
      caller.name + "'s account, " + std::string(granularity) + "s of " + std::string(timeframe),
      answer.request,
      {},
      false};
  if (answer.body.is_null()) return series;
  for (const Json& json : answer.body.value("timeSeries", Json::array())) {
    series.buckets.push_back(
        {parse_rfc3339(json.value("timestamp", "")).value_or(Instant{}), kLatest, {}});
    for (const char* name :
         {"requests", "successfulRequests", "failedRequests", "dataTransferred"}) {
      series.buckets.back().amounts[name] = json.value(name, std::int64_t{0});
    }
  }
  return series;
}

/// Each bucket ends where the next one begins.
Series with_ends(Series series) {
  series = sorted(std::move(series));
  for (std::size_t i = 1; i < series.buckets.size(); ++i) {
    series.buckets[i - 1].to = series.buckets[i].from;
  }
  return series;
}

/// The whole answer as one bucket.
Series total_of(Witness& witness, const Caller& caller, std::string_view timeframe,
                const Series& parts) {
  const Answer& answer = witness.ask(caller, whole(timeframe, "day"));
  Series total{
      caller.name + "'s account, all of " + std::string(timeframe), answer.request, {}, false};
  if (answer.body.is_null() || parts.buckets.empty()) return total;
  const Json& usage = answer.body.at("usage");
  const Instant from = sorted(parts).buckets.front().from;
  total.buckets.push_back(
      {from,
       kLatest,
       {{"requests", usage.at("totalRequests").get<std::int64_t>()},
        {"successfulRequests", usage.at("successfulRequests").get<std::int64_t>()},
        {"failedRequests", usage.at("failedRequests").get<std::int64_t>()},
        {"dataTransferred", usage.at("dataTransferred").get<std::int64_t>()}}});
  return total;
}

std::int64_t sum(const Json& list, const char* member) {
  std::int64_t sum = 0;
  for (const Json& each : list) sum += each.value(member, std::int64_t{0});
  return sum;
}

void expect_parts(Witness& witness, const Answer& answer) {
  const Json& usage = answer.body.at("usage");
  const Json& total = usage.at("totalRequests");
  witness.expect_equal("successfulRequests + failedRequests", total,
                       usage.at("successfulRequests").get<std::int64_t>() +
                           usage.at("failedRequests").get<std::int64_t>(),
                       {answer.request});
  for (const char* part : {"byEndpoint", "byMethod", "byStatusCode", "byKey"}) {
    witness.expect_equal(std::string("the requests of breakdown.") + part, total,
                         sum(answer.body.at("breakdown")[part], "requests"), {answer.request});
  }
  for (const char* part : {"byType", "byEndpoint", "byStatusCode"}) {
    witness.expect_equal(std::string("the count of errors.") + part, usage.at("failedRequests"),
                         sum(answer.body.at("errors")[part], "count"), {answer.request});
  }
}

void expect_keys(Witness& witness, const Caller& caller, const Answer& answer) {
  std::size_t asked = 0;
  for (const Json& share : answer.body.at("breakdown")["byKey"]) {
    if (asked++ == kMostKeys) return;
    const Answer& alone =
        witness.ask(caller, target("30d", "day", "&limit=1&keyId=" + share.value("keyId", "")));
    if (alone.body.is_null()) continue;
    witness.expect_equal("the requests of key " + share.value("keyId", ""), share["requests"],
                         alone.body.at("usage")["totalRequests"], {answer.request, alone.request});
  }
}

/// What an answer lists under `member`, page by page, and not beyond the page behind the last.
Json listed_in_pages(Witness& witness, const Caller& caller, const std::string& path,
                     const char* member, std::int64_t total) {
  Json listed = Json::array();
  for (std::int64_t offset = 0; offset < total + kSmallPage; offset += kSmallPage) {
    const Answer& answer = witness.ask(caller, path + "&limit=" + std::to_string(kSmallPage) +
                                                   "&offset=" + std::to_string(offset));
    if (answer.body.is_null()) break;
    for (const Json& each : answer.body.at(member)) listed.push_back(each);
    const bool is_last = offset + kSmallPage >= total;
    const bool has_more = answer.body.value("/pagination/hasMore"_json_pointer, false);
    witness.expect_equal("hasMore of the page at " + std::to_string(offset), !is_last, has_more,
                         {answer.request});
    if (!has_more) break;
  }
  return listed;
}

}  // namespace

std::vector<Ladder> ladders(Witness& witness) {
  std::vector<Ladder> ladders;
  for (const Caller& caller : callers_of(witness)) {
    const auto rung = [&](std::string_view timeframe, std::string_view granularity) {
      return series_of(witness, caller, timeframe, granularity);
    };
    ladders.push_back({rung("1h", "minute"), with_ends(rung("1h", "hour"))});
    ladders.push_back({rung("7d", "hour"), with_ends(rung("7d", "day"))});
    ladders.push_back({rung("90d", "day"), with_ends(rung("90d", "month"))});
    for (const std::string_view timeframe : {"7d", "30d"}) {
      const Series days = rung(timeframe, "day");
      ladders.push_back({days, total_of(witness, caller, timeframe, days)});
    }
  }
  return ladders;
}

std::vector<Overlap> overlaps(Witness& witness) {
  std::vector<Overlap> overlaps;
  for (const Caller& caller : callers_of(witness)) {
    overlaps.push_back(
        {series_of(witness, caller, "24h", "hour"), series_of(witness, caller, "7d", "hour")});
    overlaps.push_back(
        {series_of(witness, caller, "7d", "day"), series_of(witness, caller, "30d", "day")});
  }
  return overlaps;
}

std::vector<Overlap> growing(Witness& witness) {
  std::vector<Overlap> pairs;
  for (const Caller& caller : callers_of(witness)) {
    pairs.push_back({series_of(witness, caller, "30d", "day"),
                     series_of(witness, caller, "30d", "day", std::chrono::minutes(1))});
  }
  return pairs;
}

void check_parts(Witness& witness) {
  for (const Caller& caller : callers_of(witness)) {
    const Answer& answer = witness.ask(caller, whole("30d", "day"));
    expect_parts(witness, answer);
    expect_keys(witness, caller, answer);
  }
}

void check_pages(Witness& witness) {
  for (const Caller& caller : callers_of(witness)) {
    const Answer& series = witness.ask(caller, whole("30d", "day"));
    const Json& list = series.body.at("timeSeries");
    witness.expect_equal("pages of the series", list,
                         listed_in_pages(witness, caller, target("30d", "day"), "timeSeries",
                                         static_cast<std::int64_t>(list.size())),
                         {series.request});
  }
}

}  // namespace mockmeter::laws::zkscore
