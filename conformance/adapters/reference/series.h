#pragma once

#include "conformance/adapters/reference/bugs.h"
#include "conformance/adapters/reference/json.h"
#include "conformance/adapters/reference/model.h"

namespace reference {

/// What clients do to arrays that they had better pass on as they are. Without a bug: nothing.
void mistreat_series(const Model& model, Json& array, const Bugs& bugs);

}  // namespace reference
