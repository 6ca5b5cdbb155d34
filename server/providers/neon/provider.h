#pragma once

#include "server/api/operation.h"

namespace mockmeter::neon {

/// Neon's consumption history. Sources, evidence and choices: README.md beside this file.
const Provider& provider();

}  // namespace mockmeter::neon
