#pragma once

#include "conformance/adapters/reference/bugs.h"
#include "conformance/adapters/reference/call.h"
#include "conformance/adapters/reference/call_error.h"
#include "conformance/adapters/reference/json.h"

namespace reference {

/// The error object of the adapter protocol, the call's secrets taken out of its texts.
Json report(const CallError& error, const Call& call, const Bugs& bugs);

}  // namespace reference
