#include "server/providers/zkscore/traffic_hour.h"

#include <algorithm>

#include "server/metering/hash.h"

namespace mockmeter::zkscore {
namespace {

/// An error body is short, whichever endpoint refuses.
constexpr std::int64_t kErrorBytes = 180;

constexpr int kLatencyBits = 8;
constexpr std::int64_t kUsual = std::int64_t{1} << kLatencyBits;

/// Which of the random numbers of an hour something is made of.
enum HourPurpose : std::uint64_t {
  kIncident = 1,
  kNormal,
  kSlow,
  kFailures,
  kEndpointPhases,
  kStatusPhases,
  kSizes,
  kStatuses
};

/// A whole number within [least, most].
std::int64_t draw(std::uint64_t source, std::uint64_t purpose, std::int64_t least,
                  std::int64_t most) {
  return least + static_cast<std::int64_t>(mix(source, purpose) %
                                           static_cast<std::uint64_t>(most - least + 1));
}

/// The one for an endpoint, or for a status.
std::uint64_t each_of(HourPurpose purpose, std::size_t index) { return purpose * 1'000 + index; }

/// value x factor / 2^kLatencyBits, rounded up.
std::int64_t at_most(std::int64_t value, std::int64_t factor) {
  return (value * factor + kUsual - 1) >> kLatencyBits;
}

}  // namespace

UsageTotals& UsageTotals::operator+=(const UsageTotals& other) {
  requests += other.requests;
  failed += other.failed;
  latency_ms += other.latency_ms;
  bytes += other.bytes;
  return *this;
}

UsageTotals& UsageTotals::operator-=(const UsageTotals& other) {
  requests -= other.requests;
  failed -= other.failed;
  latency_ms -= other.latency_ms;
  bytes -= other.bytes;
  return *this;
}

UsageParts& UsageParts::operator+=(const UsageParts& other) {
  for (std::size_t i = 0; i < by_endpoint.size(); ++i) by_endpoint[i] += other.by_endpoint[i];
  for (std::size_t i = 0; i < by_status.size(); ++i) by_status[i] += other.by_status[i];
  peak_latency_ms = std::max(peak_latency_ms, other.peak_latency_ms);
  return *this;
}

UsageTotals UsageParts::total() const {
  UsageTotals sum;
  for (const UsageTotals& each : by_endpoint) sum += each;
  return sum;
}

TrafficHour::TrafficHour(const KeyTraffic& traffic, std::int64_t number, EventRange whole)
    : traffic_(&traffic),
      source_(mix(traffic.source, static_cast<std::uint64_t>(number))),
      load_(std::min<std::int64_t>(1'000, whole.size() * 1'000 / traffic.full_hour)),
      is_incident_(draw(source_, kIncident, 1, 40) == 1) {
  // Choice: a full hour takes 1.6 times as long as an empty one; in one of forty something breaks.
  normal_ =
      draw(source_, kNormal, kUsual * 3 / 4, kUsual * 5 / 4) * (1'000 + load_ * 3 / 5) / 1'000;
  if (is_incident_) normal_ = normal_ * 7 / 4;
  slow_ = draw(source_, kSlow, kUsual / 2, kUsual * 2) * (1'000 + load_) / 1'000;
  const RequestMix::Place start(whole.first);
  const std::int64_t swing = swing_of_failures();
  endpoints_.reserve(traffic.mix.endpoint_count());
  for (std::size_t i = 0; i < traffic.mix.endpoint_count(); ++i) {
    const std::int64_t size = draw(source_, each_of(kSizes, i), 85, 115);
    endpoints_.push_back({.start = traffic.mix.before(start, i),
                          .failing = failing_share(i, swing),
                          .phase = draw(source_, each_of(kEndpointPhases, i), 0, kWholeShare - 1),
                          .bytes_each = traffic.profile->endpoints[i].bytes * size / 100});
  }
}

/// Choice: from hour to hour what fails differs by a factor of eight, and swings about the share of
/// the world; more fails under load, and far more when something breaks. It is never all.
std::int64_t TrafficHour::swing_of_failures() const {
  const std::int64_t swing = draw(source_, kFailures, 20, 160) * (800 + load_ / 2) / 100;
  return is_incident_ ? 4 * swing : swing;
}

std::int64_t TrafficHour::failing_share(std::size_t endpoint, std::int64_t swing) const {
  if (traffic_->fails_always) return kWholeShare;
  return std::min(traffic_->failing[endpoint] * swing / 1'000, kWholeShare * 9 / 10);
}

UsageTotals TrafficHour::before(RequestMix::Place place, std::size_t endpoint) const {
  const Endpoint& hour = endpoints_[endpoint];
  const RequestMix::Sums sums = traffic_->mix.before(place, endpoint);
  const std::int64_t requests = sums.requests - hour.start.requests;
  const std::int64_t failed = (requests * hour.failing + hour.phase) >> kShareBits;
  const std::int64_t latency = (sums.normal_ms - hour.start.normal_ms) * normal_ +
                               (sums.slow_ms - hour.start.slow_ms) * slow_;
  return {.requests = requests,
          .failed = failed,
          .latency_ms = latency >> kLatencyBits,
          .bytes = (requests - failed) * hour.bytes_each + failed * kErrorBytes};
}

UsageTotals TrafficHour::total(EventRange part) const {
  const RequestMix::Place first(part.first);
  const RequestMix::Place last(part.last);
  UsageTotals sum;
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    sum += before(last, i);
    sum -= before(first, i);
  }
  return sum;
}

std::int64_t TrafficHour::peak_latency_ms(EventRange part) const {
  const RequestMix& mix = traffic_->mix;
  return std::max(at_most(mix.normal_peaks().greatest_between(part.first, part.last), normal_),
                  at_most(mix.slow_peaks().greatest_between(part.first, part.last), slow_));
}

/// Choice: the nearer to its limit, the more refusals for it; when something breaks, a 500 is eight
/// times as likely.
std::int64_t TrafficHour::weight_of(std::size_t status) const {
  const StatusWeight& each = traffic_->profile->statuses[status];
  std::int64_t weight = each.weight * draw(source_, each_of(kStatuses, status), 40, 120);
  if (each.status == 429) weight += weight * load_ / 200;
  if (each.status >= 500 && is_incident_) weight *= 8;
  return weight;
}

/// Each takes its share of what the ones before it left, so that they add up.
void TrafficHour::deal(bool failures, Outcomes outcomes,
                       std::vector<std::int64_t>& by_status) const {
  const std::vector<StatusWeight>& statuses = traffic_->profile->statuses;
  std::int64_t rest = 0;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    if (is_failure(statuses[i].status) == failures) rest += weight_of(i);
  }
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    if (is_failure(statuses[i].status) != failures) continue;
    const std::int64_t weight = weight_of(i);
    const std::int64_t phase = draw(source_, each_of(kStatusPhases, i), 0, rest - 1);
    const std::int64_t first = (outcomes.first * weight + phase) / rest;
    const std::int64_t last = (outcomes.last * weight + phase) / rest;
    by_status[i] += last - first;
    outcomes = {outcomes.first - first, outcomes.last - last};
    rest -= weight;
  }
}

void TrafficHour::add_to(UsageParts& parts, EventRange part) const {
  const RequestMix::Place first(part.first);
  const RequestMix::Place last(part.last);
  Outcomes failed;
  Outcomes served;
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    const UsageTotals sooner = before(first, i);
    const UsageTotals later = before(last, i);
    (parts.by_endpoint[i] += later) -= sooner;
    failed = {failed.first + sooner.failed, failed.last + later.failed};
    served = {served.first + sooner.requests - sooner.failed,
              served.last + later.requests - later.failed};
  }
  deal(true, failed, parts.by_status);
  deal(false, served, parts.by_status);
  parts.peak_latency_ms = std::max(parts.peak_latency_ms, peak_latency_ms(part));
}

}  // namespace mockmeter::zkscore
