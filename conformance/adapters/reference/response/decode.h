#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/operations/model.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// The result that a response stands for. Throws CallError: the refusal when the status or the body
/// is one, kind decode when the body is not what the operation documents.
Json decode(const Operation& operation, const Response& response, const MutantSet& mutants,
            const QuirkSet& quirks);

/// Reads a response's members as what they are: instants become RFC 3339 in UTC, integers that are
/// written as 1.0 or 1E+2 become integers. What the client does not know, and what is null or has
/// another type than documented, is passed on as it is. Throws CallError of kind decode.
void decode_members(const Model& model, Json& value, const MutantSet& mutants,
                    const QuirkSet& quirks);

/// A result as it is reported: unchanged, or written as these quirks have it.
Json apply_result_quirks(const Model& model, Json value, const QuirkSet& quirks);

}  // namespace reference
