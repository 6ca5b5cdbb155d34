#pragma once

#include "conformance/adapters/reference/common/json.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/operations/model.h"

namespace reference {

/// A result as it is reported: unchanged, or written as these quirks have it.
Json apply_result_quirks(const Model& model, Json value, const QuirkSet& quirks);

}  // namespace reference
