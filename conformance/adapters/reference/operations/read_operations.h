#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// Reads a file of operations/: what one API has to offer, and what its answers are made of;
/// conformance/adapters/README.md says how that is written. Throws std::invalid_argument with the
/// file's `name` and the JSON Pointer of what is wrong: a member that is missing, unknown or of
/// another type, a name that nothing bears.
std::vector<Operation> read_operations(const std::string& name, std::string_view text);

}  // namespace reference
