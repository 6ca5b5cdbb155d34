#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

#include "server/api/operation.h"

namespace mockmeter::upstash {

/// What the period series of one answer cover: `points` x `interval`, back from now.
struct Period {
  std::string_view name;
  std::size_t points;
  std::chrono::minutes interval;
};

/// Every documented period; the first is the default.
std::span<const Period> all_periods();

/// The period that the query asks for; throws the 400 for any other value, for a repeated one,
/// and, under a reading, for 30d.
const Period& read_period(const Call& call);

}  // namespace mockmeter::upstash
