#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/operations/model.h"

namespace reference {

/// What clients do to arrays that they had better pass on as they are. Without a mutant: nothing.
void mutate_series(const Model& model, Json& array, const MutantSet& mutants);

}  // namespace reference
