#include "server/providers/zkscore/traffic.h"

#include <algorithm>
#include <utility>

#include "server/metering/hash.h"

namespace mockmeter::zkscore {
namespace {

/// An error body is short, whichever endpoint refuses.
constexpr std::int64_t kErrorBytes = 180;

struct Event {
  std::size_t endpoint = 0;
  std::size_t status = 0;
  bool failed = false;
  std::int64_t latency_ms = 0;
  std::int64_t bytes = 0;
};

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

template <typename Item>
std::vector<std::uint16_t> deal(std::uint64_t seed, const std::string& key,
                                const std::vector<Item>& items) {
  std::vector<std::int64_t> weights;
  weights.reserve(items.size());
  for (const Item& item : items) {
    weights.push_back(item.weight);
  }
  return assign_kinds(seed, key, weights, RequestMix::kCycleLength);
}

/// Endpoint and status are dealt apart: a joint deal would give every rare pair its one event, and
/// with them all endpoints the same share of the errors.
std::vector<Event> deal_events(std::uint64_t seed, const std::string& key,
                               const std::vector<EndpointProfile>& endpoints,
                               const std::vector<StatusWeight>& statuses) {
  const std::vector<std::uint16_t> endpoint_of = deal(seed, key + "/endpoints", endpoints);
  const std::vector<std::uint16_t> status_of = deal(seed, key + "/statuses", statuses);
  std::vector<Event> events;
  for (std::size_t i = 0; i < RequestMix::kCycleLength; ++i) {
    const std::uint64_t bits = mix(hash_text(seed, key), i);
    const EndpointProfile& endpoint = endpoints.at(endpoint_of[i]);
    const bool failed = is_failure(statuses.at(status_of[i]).status);
    events.push_back({endpoint_of[i], status_of[i], failed, latency_of(endpoint.latency_ms, bits),
                      failed ? kErrorBytes : bytes_of(endpoint.bytes, bits)});
  }
  return events;
}

/// The cycle of `value(event)` over a turn.
template <typename Value>
PeriodicSum cycle_of(const std::vector<Event>& events, Value value) {
  std::vector<std::int64_t> values;
  values.reserve(events.size());
  for (const Event& event : events) {
    values.push_back(value(event));
  }
  return PeriodicSum(values);
}

/// The cycles of those events that `belongs` picks.
template <typename Predicate>
EndpointCycles cycles_where(const std::vector<Event>& events, Predicate belongs) {
  return {
      cycle_of(events, [&](const Event& e) -> std::int64_t { return belongs(e) ? 1 : 0; }),
      cycle_of(events, [&](const Event& e) -> std::int64_t { return belongs(e) && e.failed; }),
      cycle_of(events, [&](const Event& e) { return belongs(e) ? e.latency_ms : 0; }),
      cycle_of(events, [&](const Event& e) { return belongs(e) ? e.bytes : 0; }),
  };
}

}  // namespace

RequestMix::RequestMix(std::uint64_t seed, const std::string& key,
                       std::vector<EndpointProfile> endpoints,
                       const std::vector<StatusWeight>& statuses)
    : endpoints_(std::move(endpoints)) {
  const std::vector<Event> events = deal_events(seed, key, endpoints_, statuses);
  for (std::size_t i = 0; i < endpoints_.size(); ++i) {
    by_endpoint_.push_back(cycles_where(events, [i](const Event& e) { return e.endpoint == i; }));
  }
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    statuses_.push_back(statuses[i].status);
    by_status_.push_back(
        cycle_of(events, [i](const Event& e) -> std::int64_t { return e.status == i; }));
  }
  total_ = cycles_where(events, [](const Event&) { return true; });
  for (const Event& event : events) {
    event_latency_ms_.push_back(event.latency_ms);
  }
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
