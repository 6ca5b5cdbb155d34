#include "server/providers/zkscore/recording/reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/tables.h"
#include "server/api/recorded_shape.h"
#include "server/providers/zkscore/recording/account_log.h"
#include "server/providers/zkscore/recording/section.h"
#include "server/providers/zkscore/usage_query.h"

namespace mockmeter::zkscore {
namespace {

// As in schemas/zkscore/world.json.
constexpr std::uint64_t kMaxRequests = 100'000'000'000;
constexpr std::uint64_t kMaxBytes = 1'000'000'000'000'000;

/// What a recorded call asked for.
struct RecordedQuestion {
  std::string key;  ///< empty: all
  std::optional<std::chrono::seconds> length;
  Granularity granularity;
  Instant now;
  std::size_t number;
};

RecordedQuestion question_of(const RecordedCall& call) {
  const auto length = timeframe_of(call.query.get("timeframe").value_or("24h"));
  const auto granularity = granularity_of(call.query.get("granularity").value_or("hour"));
  if (!length || !granularity) throw UnexpectedShape("the request is one that a 400 answers");
  return {std::string(call.query.get("keyId").value_or("")), *length, *granularity, call.now,
          call.number};
}

const Json& object_member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  if (found == object.end() || !found->is_object()) {
    throw UnexpectedShape(std::string(name) + " is not an object");
  }
  return *found;
}

/// A latency, with two decimals at the most; 0 when there is none.
std::int64_t hundredths_in(const Json& object, const char* name) {
  constexpr double kMost = 100'000;  // milliseconds
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return 0;
  return std::llround(std::clamp(found->get<double>(), 0.0, kMost) * 100);
}

class ZkscoreRecordingReader : public RecordingReader {
 public:
  explicit ZkscoreRecordingReader(Pseudonyms& names) : names_(names) {}

  bool add(const RecordedCall& call) override {
    if (call.operation.name() == "get_usage") {
      read_usage(call);
    } else if (call.operation.name() == "list_api_keys") {
      read_keys(call);
    } else {
      return false;
    }
    return true;
  }
  std::size_t values() const override { return values_; }
  Json section(LoggedConflicts& conflicts) override {
    Section section = make_section(joined_accounts(), names_, conflicts);
    summary_ = std::move(section.summary);
    return std::move(section.document);
  }
  std::string summary() const override { return summary_; }

 private:
  AccountLog& account_of(const RecordedCall& call) {
    if (AccountLog* known = find_by(accounts_, &AccountLog::credential, call.credential)) {
      return *known;
    }
    accounts_.emplace_back().credential = call.credential;
    return accounts_.back();
  }

  void read_usage(const RecordedCall& call) {
    const RecordedQuestion asked = question_of(call);
    UsageLog read;
    const std::optional<Instant> first = read_series(read, call.body, asked);
    const Window window{asked.length ? asked.now - *asked.length : first.value_or(asked.now),
                        asked.now};
    const bool is_whole = has_whole_series(call.body, window, asked);
    if (!is_whole) read_total(read, object_member(call.body, "usage"), window, asked);
    AccountLog others;
    if (asked.key.empty()) read_all_keys(others, call.body, window, asked);
    AccountLog& account = account_of(call);
    if (!asked.length && is_whole && first) account.begin = first;
    merge(asked.key.empty() ? account.whole : account.key(asked.key).usage, read);
    merge(account, std::move(others));
  }

  /// When its first bucket begins.
  std::optional<Instant> read_series(UsageLog& usage, const Json& body,
                                     const RecordedQuestion& asked) {
    std::optional<Instant> first;
    for (const Json& point : list_member(body, "timeSeries")) {
      const Instant from = instant_member(point, "timestamp");
      const Instant end = next_bucket(floor_to(from, asked.granularity), asked.granularity);
      const Window bucket{from, std::min(end, asked.now)};
      first = std::min(first.value_or(from), from);
      if (bucket.empty()) continue;
      const std::uint64_t requests = count_member(point, "requests", kMaxRequests);
      const std::uint64_t failed = count_member(point, "failedRequests", kMaxRequests);
      if (failed > requests) throw UnexpectedShape("failedRequests is more than requests");
      log(usage.requests, bucket, requests, asked);
      log(usage.failed, bucket, failed, asked);
      log(usage.bytes, bucket, count_member(point, "dataTransferred", kMaxBytes), asked);
      note_latency(usage, bucket, point, asked);
    }
    return first;
  }

  /// Whether the page has all buckets: then their sums are the totals.
  static bool has_whole_series(const Json& body, Window window, const RecordedQuestion& asked) {
    const std::size_t points = list_member(body, "timeSeries").size();
    return points == buckets_touching(window, asked.granularity).size();
  }

  /// Of the buckets that are on no page, what they leave is known.
  void read_total(UsageLog& usage, const Json& total, Window window,
                  const RecordedQuestion& asked) {
    log(usage.requests, window, count_member(total, "totalRequests", kMaxRequests), asked);
    log(usage.failed, window, count_member(total, "failedRequests", kMaxRequests), asked);
    log(usage.bytes, window, count_member(total, "dataTransferred", kMaxBytes), asked);
    note_latency(usage, window, total, asked);
  }

  static void note_latency(UsageLog& usage, Window window, const Json& numbers,
                           const RecordedQuestion& asked) {
    if (!numbers.contains("averageLatency") || !numbers["averageLatency"].is_number()) return;
    usage.latencies[{window.from, window.to}] = {hundredths_in(numbers, "averageLatency"),
                                                 hundredths_in(numbers, "peakLatency") / 100,
                                                 asked.number};
  }

  /// What a response about all keys says beside its series.
  void read_all_keys(AccountLog& account, const Json& body, Window window,
                     const RecordedQuestion& asked) {
    read_limits(account, body);
    const auto breakdown = body.find("breakdown");
    if (breakdown == body.end() || !breakdown->is_object()) return;
    for (const Json& each : list_member(*breakdown, "byKey")) {
      UsageLog& usage = account.key(text_member(each, "keyId")).usage;
      log(usage.requests, window, count_member(each, "requests", kMaxRequests), asked);
      log(usage.bytes, window, count_member(each, "dataTransferred", kMaxBytes), asked);
    }
    for (const Json& each : list_member(*breakdown, "byEndpoint")) {
      account.endpoints[text_member(each, "endpoint")] =
          static_cast<std::int64_t>(count_member(each, "requests", kMaxRequests));
    }
    for (const Json& each : list_member(*breakdown, "byStatusCode")) {
      const auto status =
          static_cast<int>(std::min<std::uint64_t>(count_member(each, "statusCode"), 999));
      if (!is_status(status)) throw UnexpectedShape("statusCode is none that a world has");
      account.statuses[status] =
          static_cast<std::int64_t>(count_member(each, "requests", kMaxRequests));
    }
  }

  static void read_limits(AccountLog& account, const Json& body) {
    const Json& current = object_member(object_member(body, "rateLimits"), "current");
    const auto limit = [&current](const char* name) {
      constexpr std::uint64_t kMost = 1'000'000'000;  // as in schemas/zkscore/world.json
      return static_cast<std::int64_t>(
          std::clamp<std::uint64_t>(count_member(current, name), 1, kMost));
    };
    const std::int64_t per_minute = limit("requestsPerMinute");
    account.limits =
        KeyLimits{per_minute, limit("requestsPerHour"), limit("requestsPerDay"), per_minute};
  }

  void read_keys(const RecordedCall& call) {
    AccountLog& account = account_of(call);
    for (const Json& item : list_member(call.body, "keys")) {
      const std::string id = text_member(item, "id");
      const Instant created = instant_member(item, "createdAt");
      const bool expires = item.contains("expiry") && item["expiry"].is_string();
      KeyLog& key = account.key(id);
      key.created = created;
      if (expires) key.expires = instant_member(item, "expiry");
    }
  }

  static bool have_a_key_in_common(const AccountLog& a, const AccountLog& b) {
    return std::ranges::any_of(a.keys, [&b](const KeyLog& each) {
      return find_by(b.keys, &KeyLog::id, each.id) != nullptr;
    });
  }

  /// Those that see the same key are one.
  std::vector<AccountLog> joined_accounts() {
    std::vector<AccountLog> joined;
    for (AccountLog& account : accounts_) {
      const auto same = std::ranges::find_if(
          joined, [&](const AccountLog& each) { return have_a_key_in_common(each, account); });
      if (same == joined.end()) {
        joined.push_back(std::move(account));
      } else {
        merge(*same, std::move(account));
      }
    }
    return joined;
  }

  static void merge(AccountLog& into, AccountLog&& from) {
    merge(into.whole, from.whole);
    for (const KeyLog& key : from.keys) {
      KeyLog& known = into.key(key.id);
      merge(known.usage, key.usage);
      if (key.created) known.created = key.created;
      if (key.expires) known.expires = key.expires;
    }
    if (from.begin) into.begin = std::min(into.begin.value_or(kLatest), *from.begin);
    if (from.limits) into.limits = from.limits;
    if (!from.endpoints.empty()) into.endpoints = std::move(from.endpoints);
    if (!from.statuses.empty()) into.statuses = std::move(from.statuses);
  }

  static void merge(UsageLog& into, const UsageLog& from) {
    into.requests.merge(from.requests);
    into.failed.merge(from.failed);
    into.bytes.merge(from.bytes);
    for (const auto& [edges, latency] : from.latencies) into.latencies[edges] = latency;
  }

  void log(ValueLog& values, Window window, std::uint64_t value, const RecordedQuestion& asked) {
    ++values_;
    values.add(window, value, asked.number);
  }

  Pseudonyms& names_;
  std::vector<AccountLog> accounts_;
  std::size_t values_ = 0;
  std::string summary_;
};

}  // namespace

KeyLog& AccountLog::key(const std::string& key_id) {
  if (KeyLog* known = find_by(keys, &KeyLog::id, key_id)) return *known;
  keys.emplace_back().id = key_id;
  return keys.back();
}

std::unique_ptr<RecordingReader> read_recording(Pseudonyms& names) {
  return std::make_unique<ZkscoreRecordingReader>(names);
}

}  // namespace mockmeter::zkscore
