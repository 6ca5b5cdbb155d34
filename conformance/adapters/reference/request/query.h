#pragma once

#include <string>

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// The query of these arguments, in the order of the operation's parameters, without the "?".
/// Arguments that are null are left out. Throws CallError when a value has the wrong type.
std::string query_of(const Operation& operation, const Json& arguments, const MutantSet& mutants,
                     const QuirkSet& quirks);

}  // namespace reference
