#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time/instant.h"
#include "server/metering/recorded/value_log.h"
#include "server/providers/zkscore/world.h"

namespace mockmeter::zkscore {

/// What a response shows of the latency in a bucket.
struct LatencyLog {
  std::int64_t average_hundredths = 0;
  std::int64_t peak_ms = 0;
  std::size_t number = 0;  ///< a greater one was recorded later
};

/// What was recorded of the usage of a key, or of all keys of an account.
struct UsageLog {
  ValueLog requests;
  ValueLog failed;
  ValueLog bytes;
  std::map<std::pair<Instant, Instant>, LatencyLog> latencies;  ///< by the edges of buckets
};

struct KeyLog {
  std::string id;
  std::optional<Instant> created;
  std::optional<Instant> expires;
  UsageLog usage;
};

struct AccountLog {
  std::string credential;  ///< a label
  UsageLog whole;
  std::vector<KeyLog> keys;
  std::optional<Instant> begin;  ///< of its first bucket of all time
  std::optional<KeyLimits> limits;
  std::map<std::string, std::int64_t> endpoints;  ///< requests, by the vendor's paths
  std::map<int, std::int64_t> statuses;           ///< requests

  KeyLog& key(const std::string& key_id);
};

}  // namespace mockmeter::zkscore
