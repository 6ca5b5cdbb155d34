#pragma once

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"

namespace reference {

/// The error object of the adapter protocol, the call's secrets taken out of its texts.
Json report(const CallError& error, const CallMessage& call, const MutantSet& mutants);

}  // namespace reference
