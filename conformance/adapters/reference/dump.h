#pragma once

#include "conformance/adapters/reference/json.h"
#include "conformance/adapters/reference/manners.h"
#include "conformance/adapters/reference/model.h"

namespace reference {

/// A result as it is reported: unchanged, or written as these manners have it.
Json dumped(const Model& model, Json value, const Manners& manners);

}  // namespace reference
