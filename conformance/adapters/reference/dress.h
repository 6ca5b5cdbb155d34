#pragma once

#include "conformance/adapters/reference/manners.h"
#include "conformance/adapters/reference/message.h"

namespace reference {

/// The same request, written as these manners have it: it means what it meant before.
Request dressed(Request request, const Manners& manners);

}  // namespace reference
