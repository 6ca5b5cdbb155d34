#pragma once

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"

namespace reference {

/// Whether a JSON body is an error, whatever the status says: {"success":false}, {"error":...}.
bool is_error_envelope(const Json& body);

/// The error that a response stands for: kind by its status, code and message by its body, which
/// may be any of the vendors' envelopes, a JSON string, HTML, nothing.
CallError parse_error(const Response& response, const MutantSet& mutants, const QuirkSet& quirks);

}  // namespace reference
