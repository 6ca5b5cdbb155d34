#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/metering/curve/periodic_max.h"

namespace mockmeter::zkscore {

/// One endpoint that an account calls, and how its responses look on average.
struct EndpointProfile {
  std::string method;
  std::string path;
  std::int64_t weight = 0;
  std::int64_t latency_ms = 0;
  std::int64_t bytes = 0;
};

struct StatusWeight {
  int status = 200;
  std::int64_t weight = 0;
};

/// What the requests of an account are like, as its world says.
struct TrafficProfile {
  std::vector<EndpointProfile> endpoints;
  std::vector<StatusWeight> statuses;
};

/// What shares of requests are counted in.
inline constexpr int kShareBits = 24;
inline constexpr std::int64_t kWholeShare = std::int64_t{1} << kShareBits;

constexpr bool is_failure(int status) { return status >= 400; }

/// The events [first, last) of a key, counted from its first request.
struct EventRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t size() const { return last - first; }
};

/// The order of a key's requests: the n-th has an endpoint, a usual latency, and may be slow,
/// repeating after kCycleLength requests. So endpoints add up to the total exactly, for every
/// range, in O(1) each. What an hour makes of them is in traffic_hour.h. Immutable.
class RequestMix {
 public:
  /// Prime, so that the turn never falls in step with minutes or hours.
  static constexpr std::int64_t kCycleLength = 1009;

  /// Where in its turns the n-th request is.
  struct Place {
    explicit Place(std::int64_t n)
        : turns(n / kCycleLength), rest(static_cast<std::size_t>(n % kCycleLength)) {}
    std::int64_t turns;
    std::size_t rest;
  };
  /// What the requests of one endpoint add up to before some place.
  struct Sums {
    std::int64_t requests = 0;
    std::int64_t normal_ms = 0;  ///< the latencies of those that are not slow
    std::int64_t slow_ms = 0;    ///< and of those that are
  };

  RequestMix(std::uint64_t source, const std::vector<EndpointProfile>& endpoints);

  std::size_t endpoint_count() const { return endpoint_count_; }
  Sums before(Place place, std::size_t endpoint) const {
    const Sums& turn = prefix_[kCycleLength * endpoint_count_ + endpoint];
    const Sums& rest = prefix_[place.rest * endpoint_count_ + endpoint];
    return {.requests = place.turns * turn.requests + rest.requests,
            .normal_ms = place.turns * turn.normal_ms + rest.normal_ms,
            .slow_ms = place.turns * turn.slow_ms + rest.slow_ms};
  }
  const PeriodicMax& normal_peaks() const { return normal_peaks_; }
  const PeriodicMax& slow_peaks() const { return slow_peaks_; }

 private:
  std::size_t endpoint_count_;
  std::vector<Sums> prefix_;  // of the first k requests of a turn, by k and endpoint
  PeriodicMax normal_peaks_;
  PeriodicMax slow_peaks_;
};

/// What all hours of one key share. Immutable.
struct KeyTraffic {
  std::uint64_t source;  ///< of everything random about the key
  std::shared_ptr<const TrafficProfile> profile;
  std::int64_t full_hour;  ///< so many requests an hour are the key's limit
  RequestMix mix;
  std::vector<std::int64_t> failing;  ///< by endpoint: so many of kWholeShare requests fail
  bool fails_always = false;          ///< the world knows of no success
};

/// `name` tells the key from all others of the world.
std::shared_ptr<const KeyTraffic> make_traffic(std::uint64_t seed, std::string_view name,
                                               const std::shared_ptr<const TrafficProfile>& profile,
                                               std::int64_t full_hour);

}  // namespace mockmeter::zkscore
