#pragma once

#include <string>
#include <vector>

#include "conformance/drift/shape.h"
#include "conformance/model/drift.h"

namespace mockmeter::conformance::drift {

/// A way in which a shape differs from another one.
struct ShapeDifference {
  DriftKind kind = DriftKind::kType;
  DriftSeverity severity = DriftSeverity::kBreaking;
  std::string path;  ///< "/periods/*/plan"; empty = the whole
  std::string before;
  std::string now;
};

/// How what is seen now differs from what was seen before. What neither has need not be told: an
/// array that was empty says nothing of its items. `documented` may be null; what it allows to come
/// and go, as optional members and null do, is data, unless it was always so and never is now.
std::vector<ShapeDifference> compare(const Shape& before, const Shape& now,
                                     const Shape* documented);

/// How what is seen now breaks a document. Members that no document names are told, too.
std::vector<ShapeDifference> compare_documented(const Shape& documented, const Shape& now);

/// What a shape has at a path of a difference: "integer or null", "absent"; empty when the path
/// leads beyond what was seen.
std::string text_at(const Shape& shape, std::string_view path);

/// "string", "object with a, b", "array of integer"
std::string to_text(const Shape& shape);

}  // namespace mockmeter::conformance::drift
