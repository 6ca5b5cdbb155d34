#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "server/metering/window.h"
#include "server/providers/neon/metrics.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// One number per row of a table of metrics; 0 where the row was not asked for.
using MetricValues = std::array<std::uint64_t, 8>;

/// What a branch, some projects or an account consumed in `window`, which must not be empty and
/// must not reach beyond `now`. Branches add up to their project and projects to their account, for
/// every metric. Windows that follow each other add up too, levels excepted.
///
/// What a world has recorded is counted as it was recorded; a metric whose curve was recorded under
/// the name of another follows that.
///
/// An hour of a level counts once, with the level at its end, which is its greatest because curves
/// never fall (a recorded one may: then with the greater of its two ends), in the window that holds
/// this end. So an hour that a plan change cuts belongs to the later period, and the hour that
/// `now` lies in counts the level so far. Source: OpenAPI file 2.7.2 "sum of the maximum observed
/// storage values for each hour".
///
/// Sums stop at 2^64 - 1.
MetricValues branch_amounts(const Branch& branch, std::span<const Metric> table, MetricSet wanted,
                            Window window, Instant now);
MetricValues project_amounts(std::span<const Project> projects, std::span<const Metric> table,
                             MetricSet wanted, Window window, Instant now);
MetricValues account_amounts(const Account& account, std::span<const Metric> table,
                             MetricSet wanted, Window window, Instant now);

}  // namespace mockmeter::neon
