#pragma once

#include "conformance/adapters/reference/message.h"
#include "conformance/adapters/reference/operation.h"
#include "conformance/adapters/reference/quirks.h"

namespace reference {

/// The same request of that operation, written as these quirks have it: it means what it meant
/// before.
Request apply_request_quirks(const Operation& operation, Request request, const QuirkSet& quirks);

}  // namespace reference
