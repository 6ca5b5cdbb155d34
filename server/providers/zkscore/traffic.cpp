#include "server/providers/zkscore/traffic.h"

#include <algorithm>
#include <utility>

#include "server/metering/hash.h"

namespace mockmeter::zkscore {
namespace {

/// An error body is short, whichever endpoint refuses.
constexpr std::int64_t kErrorBytes = 180;

/// 0.5 to 1.5 times the usual latency; one in fifty takes four times as long.
std::int64_t latency_of(std::int64_t usual, std::uint64_t bits) {
  const auto percent = static_cast<std::int64_t>(50 + bits % 101);
  const std::int64_t tail = (bits >> 32U) % 50 == 0 ? 4 : 1;
  return std::max<std::int64_t>(1, usual * percent / 100 * tail);
}

/// 0.75 to 1.25 times the usual size.
std::int64_t bytes_of(std::int64_t usual, std::uint64_t bits) {
  return usual * static_cast<std::int64_t>(75 + (bits >> 16U) % 51) / 100;
}

}  // namespace

RequestMix::RequestMix(std::uint64_t seed, const std::string& key,
                       std::vector<EndpointProfile> endpoints,
                       const std::vector<StatusWeight>& statuses)
    : endpoints_(std::move(endpoints)) {
  // Endpoint and status are dealt apart: a joint deal would give every rare pair its one event, and
  // with them all endpoints the same share of the errors.
  const auto endpoint_of =
      assign_kinds(seed, key + "/endpoints", weights_of(endpoints_), kCycleLength);
  const auto status_of = assign_kinds(seed, key + "/statuses", weights_of(statuses), kCycleLength);
  const std::vector<std::int64_t> requests(kCycleLength, 1);
  std::vector<std::int64_t> failures;
  std::vector<std::int64_t> bytes;
  for (std::size_t i = 0; i < kCycleLength; ++i) {
    const std::uint64_t bits = mix(hash_text(seed, key), i);
    const EndpointProfile& endpoint = endpoints_.at(endpoint_of[i]);
    const bool failed = is_failure(statuses.at(status_of[i]).status);
    failures.push_back(failed ? 1 : 0);
    event_latency_ms_.push_back(latency_of(endpoint.latency_ms, bits));
    bytes.push_back(failed ? kErrorBytes : bytes_of(endpoint.bytes, bits));
  }
  total_ = {PeriodicSum(requests), PeriodicSum(failures), PeriodicSum(event_latency_ms_),
            PeriodicSum(bytes)};
  const auto by_endpoint = [&](const std::vector<std::int64_t>& values) {
    return cycles_by_kind(endpoint_of, endpoints_.size(), values);
  };
  const auto request_cycles = by_endpoint(requests);
  const auto failure_cycles = by_endpoint(failures);
  const auto latency_cycles = by_endpoint(event_latency_ms_);
  const auto byte_cycles = by_endpoint(bytes);
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    by_endpoint_.push_back(
        {request_cycles[i], failure_cycles[i], latency_cycles[i], byte_cycles[i]});
  }
  by_status_ = cycles_by_kind(status_of, statuses.size(), requests);
  for (const StatusWeight& status : statuses) statuses_.push_back(status.status);
}

std::int64_t RequestMix::peak_latency_ms(EventRange range) const {
  const std::int64_t turn = kCycleLength;
  std::int64_t peak = 0;
  const std::int64_t last = std::min(range.last, range.first + turn);
  for (std::int64_t n = range.first; n < last; ++n) {
    peak = std::max(peak, event_latency_ms_[static_cast<std::size_t>(n % turn)]);
  }
  return peak;
}

}  // namespace mockmeter::zkscore
