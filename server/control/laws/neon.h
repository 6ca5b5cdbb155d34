#pragma once

#include <string>
#include <vector>

#include "server/control/laws/series.h"
#include "server/control/laws/witness.h"

namespace mockmeter::laws::neon {

std::vector<Ladder> ladders(Witness& witness);
std::vector<Overlap> overlaps(Witness& witness);
/// `other` is later than `one`.
std::vector<Overlap> growing(Witness& witness);
/// Hours, in which levels stand.
std::vector<Series> levels(Witness& witness);
void check_parts(Witness& witness);
void check_pages(Witness& witness);

}  // namespace mockmeter::laws::neon
