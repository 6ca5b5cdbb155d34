#pragma once

#include <string_view>

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// The request of an operation with these arguments. `base_path` is the path of the base URL.
/// Throws CallError of kind usage for an argument that is missing or that nobody knows.
Request build_request(const Operation& operation, std::string_view base_path,
                      const CallMessage& call, const Json& arguments, const MutantSet& mutants,
                      const QuirkSet& quirks);

}  // namespace reference
