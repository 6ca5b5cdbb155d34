#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "server/core/instant.h"

namespace mockmeter::upstash {

/// How the points of one series print their time, as JSON strings.
using PointTexts = std::vector<std::string>;

/// Gives every point a fraction of a second of its own, as a server does that asks for the time
/// once per point: a little before the clock's, or, where the clock has none, 0 to 9 digits made
/// from the seed. `points` are whole seconds.
std::vector<Instant> with_fractions(std::span<const Instant> points, Instant now,
                                    std::uint64_t seed);

/// "2025-10-01 11:33:05.585757103 +0000 UTC"
PointTexts go_texts(std::span<const Instant> points);
/// "2023-05-22 10:59:23.426 +0000 UTC"
PointTexts millis_texts(std::span<const Instant> points);

}  // namespace mockmeter::upstash
