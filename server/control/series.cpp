#include "server/control/series.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/text/json_pointer.h"

namespace mockmeter {
namespace {

/// What was measured in one bucket, by metric: numbers, and null where one is missing.
using Measures = std::map<std::string, Json>;

/// An item of an array by the texts in it, which say what it measures; by its place when there are
/// none.
std::string name_of_item(const Json& item, const std::string& place) {
  if (!item.is_object()) return place;
  std::string name;
  for (const Json& member : item) {
    if (!member.is_string()) continue;
    name += (name.empty() ? "" : " ") + member.get<std::string>();
  }
  return name.empty() ? place : name;
}

void collect(const Json& value, const std::string& name, Measures& measures) {
  if (value.is_number() || value.is_null()) {
    measures[name] = value;
  } else if (value.is_structured()) {
    for (const auto& [token, child] : value.items()) {
      const std::string own = value.is_array() ? name_of_item(child, token) : token;
      collect(child, name.empty() ? own : name + "/" + own, measures);
    }
  }
}

Measures measures_of(const Json& bucket, const SeriesPath& series) {
  Measures measures;
  for (const auto& match : resolve_pattern(bucket, series.values)) {
    collect(*match.value, match.pointer.substr(std::min<std::size_t>(match.pointer.size(), 1)),
            measures);
  }
  if (series.values.empty()) measures.erase(std::string(series.time_member));
  return measures;
}

double seconds_of(Instant instant) {
  return std::chrono::duration<double>(instant.time_since_epoch()).count();
}

using Buckets = std::multimap<Instant, Measures>;

Buckets read_buckets(const Json& list, const SeriesPath& series) {
  Buckets buckets;
  for (const Json& bucket : list) {
    const auto time = time_of_bucket(bucket, series.time_member);
    if (time) buckets.emplace(*time, measures_of(bucket, series));
  }
  return buckets;
}

/// The names of what has a number somewhere: a member that is null everywhere is no metric.
std::set<std::string> names_of_metrics(const Buckets& buckets) {
  std::set<std::string> names;
  for (const auto& [time, measures] : buckets) {
    for (const auto& [name, value] : measures) {
      if (!value.is_null()) names.insert(name);
    }
  }
  return names;
}

Json one_series(const Json& list, const SeriesPath& series, const std::string& pointer) {
  const Buckets buckets = read_buckets(list, series);
  Json document = {{"path", pointer},
                   {"isEnd", series.is_end},
                   {"times", Json::array()},
                   {"metrics", Json::object()}};
  for (const auto& [time, measures] : buckets) document["times"].push_back(seconds_of(time));
  for (const std::string& name : names_of_metrics(buckets)) {
    Json& values = document["metrics"][name] = Json::array();
    for (const auto& [time, measures] : buckets) {
      const auto found = measures.find(name);
      values.push_back(found == measures.end() ? Json() : found->second);
    }
  }
  return document;
}

}  // namespace

std::optional<Instant> time_of_bucket(const Json& bucket, std::string_view member) {
  const Json* const stamp = child_at(bucket, std::string(member));
  std::optional<Timestamp> time;
  if (stamp != nullptr && stamp->is_number_integer()) {
    time = Timestamp(std::chrono::seconds(stamp->get<std::int64_t>()));
  } else if (stamp != nullptr && stamp->is_string()) {
    time = parse_any_timestamp(stamp->get_ref<const std::string&>());
  }
  return time ? std::optional(clamp_to_instant(*time)) : std::nullopt;
}

Json series_document(const Json& body, const OperationInfo& operation) {
  Json list = Json::array();
  for_each_series(body, operation,
                  [&](const Json& buckets, const SeriesPath& series, const std::string& pointer) {
                    list.push_back(one_series(buckets, series, pointer));
                  });
  return list;
}

}  // namespace mockmeter
