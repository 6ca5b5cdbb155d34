#include "server/providers/zkscore/key_view.h"

#include <algorithm>

#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_numbers.h"

namespace mockmeter::zkscore {
namespace {

std::int64_t requests_since(const Key& key, Instant from, Instant now) {
  return key.events_in({from, now}).size();
}

std::int64_t requests_today(const Key& key, Instant now) {
  return requests_since(key, floor_to(now, Granularity::kDay), now);
}

/// A JSON number with two decimals at the most.
Json rounded_number(std::int64_t value) { return Json::parse(hundredths(value)); }

/// The second in which the last request before `now` was counted; null when there was none.
Json last_request_at(const Key& key, Instant now) {
  const std::int64_t total = key.requests_before(now);
  std::int64_t low = unix_seconds(key.created);
  std::int64_t high = unix_seconds(now);
  if (total == key.requests_before(key.created)) return nullptr;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (key.requests_before(from_unix_seconds(middle)) == total) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return format_rfc3339(from_unix_seconds(low));
}

/// Days since the key was created, rounded up.
std::int64_t age_in_days(const Key& key, Instant now) {
  constexpr std::int64_t kDay = 86'400;
  return std::max<std::int64_t>(0, unix_seconds(now) - unix_seconds(key.created) + kDay - 1) / kDay;
}

std::int64_t peak_per_hour(const Account& account, const Key& key, Instant now) {
  const BucketRange hours({key.created, std::max(key.created, now)}, Granularity::kHour);
  return greatest(requests_by_bucket({&account, {&key}}, hours));
}

Json usage_json(const Account& account, const Key& key, Instant now) {
  const std::int64_t total = key.requests_before(now);
  return {{"totalRequests", total},
          {"requestsToday", requests_today(key, now)},
          {"requestsThisWeek", requests_since(key, floor_to(now, Granularity::kWeek), now)},
          {"requestsThisMonth", requests_since(key, floor_to(now, Granularity::kMonth), now)},
          {"averageRequestsPerDay", rounded_number(average(total, age_in_days(key, now)))},
          {"peakRequestsPerHour", peak_per_hour(account, key, now)},
          {"lastRequestAt", last_request_at(key, now)}};
}

Json limits_json(const KeyLimits& limits) {
  Json shown;
  for (const auto& [name, limit] : kLimitMembers) shown[name] = limits.*limit;
  return shown;
}

/// What both pages show. Choice: null where a key has no expiry or was never used.
Json common_json(const Account& account, const Key& key, Instant now) {
  return {{"id", key.id},
          {"name", key.name},
          {"description", key.description},
          {"permissions", key.permissions},
          {"rateLimit", limits_json(key.limits.value_or(account.limits))},
          {"status", to_string(status_at(key, now))},
          {"createdAt", format_timestamp(key.created)},
          {"expiry", key.expires ? Json(format_timestamp(*key.expires)) : Json(nullptr)},
          {"lastUsed", last_request_at(key, now)}};
}

std::int64_t count_keys(const Account& account, KeyStatus status, Instant now) {
  return std::ranges::count_if(account.keys,
                               [&](const Key& key) { return status_at(key, now) == status; });
}

}  // namespace

Json key_json(const Account& account, const Key& key, Instant now) {
  Json shown = common_json(account, key, now);
  shown["usage"] = usage_json(account, key, now);
  shown["webhooks"] = key.webhooks;
  shown["metadata"] = key.metadata;
  return shown;
}

Json new_key_json(const Account& account, const Key& key, Instant now) {
  Json shown = common_json(account, key, now);
  shown["usage"] = {{"totalRequests", 0}, {"requestsToday", 0}, {"requestsThisMonth", 0}};
  return shown;
}

Json summary_json(const Account& account, Instant now) {
  std::int64_t total = 0;
  std::int64_t today = 0;
  for (const Key& key : account.keys) {
    total += key.requests_before(now);
    today += requests_today(key, now);
  }
  const auto key_count = static_cast<std::int64_t>(account.keys.size());
  return {{"totalKeys", key_count},
          {"activeKeys", count_keys(account, KeyStatus::kActive, now)},
          {"inactiveKeys", count_keys(account, KeyStatus::kInactive, now)},
          {"expiredKeys", count_keys(account, KeyStatus::kExpired, now)},
          {"revokedKeys", count_keys(account, KeyStatus::kRevoked, now)},
          {"totalRequests", total},
          {"requestsToday", today},
          {"averageRequestsPerKey", rounded_number(average(total, key_count))}};
}

}  // namespace mockmeter::zkscore
