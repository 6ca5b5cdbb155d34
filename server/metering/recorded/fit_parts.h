#pragma once

#include <vector>

#include "server/metering/recorded/value_log.h"

namespace mockmeter {

/// Makes the parts of a counter add up to the whole wherever the whole was recorded, and keeps the
/// totals that were recorded of each part: a part of which only the day is known gets hours that
/// fit the hours of the whole, and a part of which nothing is known gets a share of what the others
/// leave, in proportion to what it counts at other times. These values are derived, but those of an
/// only part, which is the whole. Returns what the whole has beyond all parts, where each of them
/// is known.
///
/// `parts` may not hold the same values twice. What the parts have beyond the whole is counted in
/// `conflicts`; the parts stay as they are then.
LoggedValues fit_parts(const LoggedValues& whole, const std::vector<LoggedValues*>& parts,
                       LoggedConflicts& conflicts);

/// The same for a gauge: at each instant at which the whole was recorded.
LoggedValues fit_levels(const LoggedValues& whole, const std::vector<LoggedValues*>& parts,
                        LoggedConflicts& conflicts);

}  // namespace mockmeter
