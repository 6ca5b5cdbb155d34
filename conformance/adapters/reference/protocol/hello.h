#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace reference {

/// As many calls as the client takes at the same time.
inline constexpr std::size_t kParallel = 64;

/// What the client says of itself.
Json hello(const QuirkSet& quirks);

}  // namespace reference
