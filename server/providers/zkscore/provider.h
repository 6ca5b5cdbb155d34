#pragma once

#include "server/api/operation.h"

namespace mockmeter::zkscore {

/// ZKScore (documented under the brand AnyLayer): usage of API keys, and the keys themselves.
const Provider& provider();

}  // namespace mockmeter::zkscore
