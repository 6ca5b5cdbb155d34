#pragma once

#include <string>
#include <vector>

#include "server/control/laws/series.h"
#include "server/control/laws/witness.h"

namespace mockmeter::laws::zkscore {

std::vector<Ladder> ladders(Witness& witness);
std::vector<Overlap> overlaps(Witness& witness);
/// `other` is later than `one`.
std::vector<Overlap> growing(Witness& witness);
void check_parts(Witness& witness);
void check_pages(Witness& witness);

}  // namespace mockmeter::laws::zkscore
