#pragma once

#include <cstdint>
#include <vector>

#include "server/providers/zkscore/traffic.h"

namespace mockmeter::zkscore {

/// What requests add up to. Latency in ms, bytes as they went over the wire.
struct UsageTotals {
  std::int64_t requests = 0;
  std::int64_t failed = 0;
  std::int64_t latency_ms = 0;
  std::int64_t bytes = 0;

  UsageTotals& operator+=(const UsageTotals& other);
  UsageTotals& operator-=(const UsageTotals& other);
};

/// The same, in its parts, and the slowest request.
struct UsageParts {
  explicit UsageParts(const TrafficProfile& profile)
      : by_endpoint(profile.endpoints.size()), by_status(profile.statuses.size()) {}

  std::vector<UsageTotals> by_endpoint;  ///< in the order of the profile
  std::vector<std::int64_t> by_status;   ///< requests, likewise
  std::int64_t peak_latency_ms = 0;

  UsageParts& operator+=(const UsageParts& other);
  UsageTotals total() const;
};

/// How one hour of a key went. How slow it was, how much failed and of what is drawn for the hour,
/// and depends on how near to its limit the key came. So no hour is like another, and no two
/// fields of a response run in step.
///
/// Every number is the difference of two sums that begin with the hour, none of which ever falls.
/// So minutes add up to their hour, endpoints and statuses to the total, exactly.
class TrafficHour {
 public:
  /// `number`: hours since 1970. `whole`: all requests of the hour, also those to come.
  TrafficHour(const KeyTraffic& traffic, std::int64_t number, EventRange whole);

  // Of a part of the hour's requests.

  UsageTotals total(EventRange part) const;
  std::int64_t peak_latency_ms(EventRange part) const;
  void add_to(UsageParts& parts, EventRange part) const;

 private:
  /// Of the failures and the others, one after the other: how they fall to the statuses.
  struct Outcomes {
    std::int64_t first = 0;  // before the part, since the hour began
    std::int64_t last = 0;
  };
  /// What the hour makes of one endpoint.
  struct Endpoint {
    RequestMix::Sums start;       // before the hour
    std::int64_t failing = 0;     // of 2^kShareBits requests
    std::int64_t phase = 0;       // below 2^kShareBits: when the first one fails
    std::int64_t bytes_each = 0;  // of those that do not
  };

  UsageTotals before(RequestMix::Place place, std::size_t endpoint) const;
  std::int64_t swing_of_failures() const;
  std::int64_t failing_share(std::size_t endpoint, std::int64_t swing) const;
  std::int64_t weight_of(std::size_t status) const;
  void deal(bool failures, Outcomes outcomes, std::vector<std::int64_t>& by_status) const;

  const KeyTraffic* traffic_;
  std::uint64_t source_;
  std::int64_t load_ = 0;     // 0 to 1000: of the limit
  bool is_incident_ = false;  // something is broken at the vendor's
  std::int64_t normal_ = 0;   // how long requests take, in 1/256 of the usual
  std::int64_t slow_ = 0;     // and the slow ones
  std::vector<Endpoint> endpoints_;
};

}  // namespace mockmeter::zkscore
