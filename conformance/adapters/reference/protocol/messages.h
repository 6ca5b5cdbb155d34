#pragma once

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"

// The messages of the adapter protocol; conformance/adapter/README.md says how they are written.
namespace reference {

/// As many calls as the client takes at the same time.
inline constexpr std::size_t kParallel = 64;

/// What the client says of itself.
Json make_hello(const QuirkSet& quirks);

/// Reads the message "call". Throws CallError when it is none.
CallMessage parse_call(const Json& message);

/// The error object, the call's secrets taken out of its texts.
Json make_error_object(const CallError& error, const CallMessage& call, const MutantSet& mutants,
                       const QuirkSet& quirks);

}  // namespace reference
