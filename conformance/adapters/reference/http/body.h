#pragma once

#include <cstddef>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/http/message.h"

namespace reference {

/// The response with its content coding undone, when all of it has come. Throws CallError:
/// truncated when it is shorter than its Content-Length or its gzip stream has no end, decode when
/// the coding is one that was not offered, broken, or makes more than `limit` bytes.
Response decode_body(Response raw, std::size_t limit, const MutantSet& mutants);

/// Throws `reason`: what came of a response is no response.
/// Source: RFC 9112 8 "MUST record the message as incomplete".
Response truncated_response(Response raw, const CallError& reason, const MutantSet& mutants);

}  // namespace reference
