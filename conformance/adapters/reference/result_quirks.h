#pragma once

#include "conformance/adapters/reference/json.h"
#include "conformance/adapters/reference/model.h"
#include "conformance/adapters/reference/quirks.h"

namespace reference {

/// A result as it is reported: unchanged, or written as these quirks have it.
Json apply_result_quirks(const Model& model, Json value, const QuirkSet& quirks);

}  // namespace reference
