#pragma once

#include <string_view>

#include "conformance/adapters/reference/json.h"
#include "conformance/adapters/reference/manners.h"

namespace reference {

/// A result as it is reported: unchanged, or written as these manners have it.
Json dumped(std::string_view provider, Json value, const Manners& manners);

}  // namespace reference
