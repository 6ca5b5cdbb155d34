#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// The result that an answer stands for. Throws CallError: the refusal when the status or the body
/// is one, kind decode when the body is not what the operation documents.
Json decode(const Operation& operation, const Answer& answer, const MutantSet& mutants);

}  // namespace reference
