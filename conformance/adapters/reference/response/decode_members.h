#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/operations/model.h"

namespace reference {

/// Reads an answer's members as what they are: instants become RFC 3339 in UTC, integers that are
/// written as 1.0 or 1E+2 become integers. What the client does not know, and what is null or has
/// another type than documented, is passed on as it is. Throws CallError of kind decode.
void decode_members(const Model& model, Json& value, const MutantSet& mutants);

}  // namespace reference
