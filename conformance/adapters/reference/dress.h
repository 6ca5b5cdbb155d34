#pragma once

#include "conformance/adapters/reference/manners.h"
#include "conformance/adapters/reference/message.h"
#include "conformance/adapters/reference/operation.h"

namespace reference {

/// The same request of that operation, written as these manners have it: it means what it meant
/// before.
Request dressed(const Operation& operation, Request request, const Manners& manners);

}  // namespace reference
