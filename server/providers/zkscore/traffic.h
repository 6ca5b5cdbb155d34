#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/metering/curve/periodic_sum.h"

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

constexpr bool is_failure(int status) { return status >= 400; }

/// The events [first, last) of a key, counted from its first request.
struct EventRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t size() const { return last - first; }
};

/// What some requests add up to.
struct RequestCycles {
  PeriodicSum requests;
  PeriodicSum failures;
  PeriodicSum latency_ms;
  PeriodicSum bytes;
};

/// The mix of an account's requests: the n-th request of each of its keys has an endpoint, a
/// status, a latency and a size, repeating after kCycleLength requests. So endpoints, methods and
/// status codes add up to the total exactly, for every range, in O(1) each. Immutable.
class RequestMix {
 public:
  /// Prime, so that the turn never falls in step with minutes or hours.
  static constexpr std::size_t kCycleLength = 1009;

  RequestMix(std::uint64_t seed, const std::string& key, std::vector<EndpointProfile> endpoints,
             const std::vector<StatusWeight>& statuses);

  const std::vector<EndpointProfile>& endpoints() const { return endpoints_; }
  const RequestCycles& of_endpoint(std::size_t index) const { return by_endpoint_.at(index); }
  const std::vector<int>& statuses() const { return statuses_; }
  const PeriodicSum& of_status(std::size_t index) const { return by_status_.at(index); }

  const RequestCycles& total() const { return total_; }

  /// The slowest of the requests; 0 when there is none.
  std::int64_t peak_latency_ms(EventRange range) const;

 private:
  std::vector<EndpointProfile> endpoints_;
  std::vector<int> statuses_;
  std::vector<RequestCycles> by_endpoint_;
  std::vector<PeriodicSum> by_status_;
  RequestCycles total_;
  std::vector<std::int64_t> event_latency_ms_;
};

}  // namespace mockmeter::zkscore
