#pragma once

#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"
#include "conformance/adapters/reference/operations/operation.h"

namespace reference {

/// The same request of that operation, written as these quirks have it: it means what it meant
/// before.
Request apply_request_quirks(const Operation& operation, Request request, const QuirkSet& quirks);

}  // namespace reference
