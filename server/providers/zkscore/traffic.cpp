#include "server/providers/zkscore/traffic.h"

#include <algorithm>
#include <utility>

#include "server/metering/curve/periodic_sum.h"
#include "server/metering/hash.h"

namespace mockmeter::zkscore {
namespace {

/// Which of the random numbers of a key something is made of.
enum KeyPurpose : std::uint64_t {
  kKeyOrder = 1,
  kKeyWeights,
  kKeyLatencies,
  kKeyRequests,
  kKeyFails
};

/// From 100 - spread to 100 + spread.
std::int64_t percent_around(std::uint64_t bits, std::int64_t spread) {
  return 100 - spread +
         static_cast<std::int64_t>(bits % static_cast<std::uint64_t>(2 * spread + 1));
}

/// Choice: each key calls the account's endpoints in shares of its own, up to 35 % off.
std::vector<std::int64_t> weights_for(std::uint64_t source,
                                      const std::vector<EndpointProfile>& endpoints) {
  std::vector<std::int64_t> weights = weights_of(endpoints);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] *= percent_around(mix(mix(source, kKeyWeights), i), 35);
  }
  return weights;
}

/// Choice: and where it stands, they take up to 25 % more or less.
std::vector<std::int64_t> latencies_for(std::uint64_t source,
                                        const std::vector<EndpointProfile>& endpoints) {
  std::vector<std::int64_t> latencies;
  for (std::size_t i = 0; i < endpoints.size(); ++i) {
    latencies.push_back(endpoints[i].latency_ms *
                        percent_around(mix(mix(source, kKeyLatencies), i), 25));
  }
  return latencies;
}

std::int64_t weight_of_all(const std::vector<StatusWeight>& statuses, bool failures) {
  std::int64_t sum = 0;
  for (const StatusWeight& each : statuses) {
    if (is_failure(each.status) == failures) sum += each.weight;
  }
  return sum;
}

/// Choice: a key fails more or less often than the account by up to 40 %, an endpoint by 50 %.
std::vector<std::int64_t> failing_for(std::uint64_t source, const TrafficProfile& profile) {
  const std::int64_t failing = weight_of_all(profile.statuses, true);
  const std::int64_t share =
      kWholeShare * failing / (failing + weight_of_all(profile.statuses, false));
  const std::uint64_t own = mix(source, kKeyFails);
  std::vector<std::int64_t> shares;
  for (std::size_t i = 0; i < profile.endpoints.size(); ++i) {
    shares.push_back(share * percent_around(own, 40) / 100 * percent_around(mix(own, i), 50) / 100);
  }
  return shares;
}

/// 0.5 to 1.5 times the usual, which is in hundredths.
std::int64_t latency_of(std::int64_t usual_hundredths, std::uint64_t bits) {
  return std::max<std::int64_t>(1, usual_hundredths * percent_around(bits, 50) / 10'000);
}

/// Choice: one request in fifty is slow, and takes four times as long.
bool is_slow(std::uint64_t bits) { return (bits >> 32U) % 50 == 0; }

}  // namespace

RequestMix::RequestMix(std::uint64_t source, const std::vector<EndpointProfile>& endpoints)
    : endpoint_count_(endpoints.size()), prefix_(endpoint_count_) {
  constexpr auto kLength = static_cast<std::size_t>(kCycleLength);
  const auto endpoint_of =
      assign_kinds(mix(source, kKeyOrder), "endpoints", weights_for(source, endpoints), kLength);
  const std::vector<std::int64_t> usual = latencies_for(source, endpoints);
  std::vector<std::int64_t> normal(kLength);
  std::vector<std::int64_t> slow(kLength);
  prefix_.reserve((kLength + 1) * endpoint_count_);
  for (std::size_t i = 0; i < kLength; ++i) {
    const std::uint64_t bits = mix(mix(source, kKeyRequests), i);
    const std::int64_t latency = latency_of(usual.at(endpoint_of[i]), bits);
    (is_slow(bits) ? slow : normal)[i] = is_slow(bits) ? 4 * latency : latency;
    for (std::size_t endpoint = 0; endpoint < endpoint_count_; ++endpoint) {
      Sums sums = prefix_[i * endpoint_count_ + endpoint];
      if (endpoint == endpoint_of[i]) {
        sums = {sums.requests + 1, sums.normal_ms + normal[i], sums.slow_ms + slow[i]};
      }
      prefix_.push_back(sums);
    }
  }
  normal_peaks_ = PeriodicMax(std::move(normal));
  slow_peaks_ = PeriodicMax(std::move(slow));
}

std::shared_ptr<const KeyTraffic> make_traffic(std::uint64_t seed, std::string_view name,
                                               const std::shared_ptr<const TrafficProfile>& profile,
                                               std::int64_t full_hour) {
  const std::uint64_t source = hash_text(seed, name);
  return std::make_shared<KeyTraffic>(
      KeyTraffic{.source = source,
                 .profile = profile,
                 .full_hour = full_hour,
                 .mix = RequestMix(source, profile->endpoints),
                 .failing = failing_for(source, *profile),
                 .fails_always = weight_of_all(profile->statuses, false) == 0});
}

}  // namespace mockmeter::zkscore
