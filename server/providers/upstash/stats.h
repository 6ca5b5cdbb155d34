#pragma once

#include <cstdint>
#include <string>

#include "server/api/operation.h"
#include "server/providers/upstash/periods.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {

/// Which layouts the points of the period series print.
enum class PeriodLayout {
  kDocumented,  ///< nanoseconds, and milliseconds in the messages, with the request's seconds
  kMillis,      ///< whole minutes with ".000"
};

/// A QStashStats as text: the calendar month of `now` by days, the last `period` by intervals.
/// A point at x counts what happened in (x - interval, x], x cut to the minute; today ends at the
/// same minute as the last point, so that both count the same events.
std::string stats_body(const User& user, const Period& period, PeriodLayout layout, Instant now,
                       std::uint64_t seed);

Response get_stats(const Call& call);
/// The route without an id: the account's first user.
Response get_default_stats(const Call& call);

}  // namespace mockmeter::upstash
