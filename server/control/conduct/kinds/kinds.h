#pragma once

#include "server/control/conduct/conduct.h"

/// How each kind of finding is seen; one file each, the table is in ../kinds.cpp.
namespace mockmeter::conduct {

std::vector<Sighting> see_unknown_path(const Traffic& traffic);
std::vector<Sighting> see_body_on_get(const Traffic& traffic);

}  // namespace mockmeter::conduct
