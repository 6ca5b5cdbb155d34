#pragma once

#include <optional>

#include "conformance/drift/shape.h"
#include "mockmeter/catalogue.h"

namespace mockmeter::conformance::drift {

/// The shape that a JSON Schema describes: of several alternatives the union. A member that is not
/// required is present in some of the objects. What the shape cannot say is any value.
Shape shape_of_schema(const Json& schema);

/// The documented shape of the responses of an operation with this status; empty where no document
/// describes them.
std::optional<Shape> documented_shape(const OperationInfo& operation, int status);

}  // namespace mockmeter::conformance::drift
