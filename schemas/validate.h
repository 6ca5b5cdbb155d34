#pragma once

#include <memory>
#include <vector>

#include "server/metering/json.h"
#include "server/metering/validation_error.h"

namespace mockmeter {

/// A JSON Schema (draft-07), ready to validate values. Cheap to copy.
///
/// Keywords: those listed in schemas/keywords.cpp; any other is refused, so that a misspelt one
/// cannot pass unnoticed. References stay inside the document: {"$ref": "#/definitions/x"}.
/// The "title" of a schema with "pattern", "anyOf" or "oneOf" is what messages say was expected.
class Schema {
 public:
  /// Throws std::invalid_argument that names the place and what is wrong with the schema.
  explicit Schema(const Json& document);

  /// What is wrong with `value`, in the order of the schema; empty when it is valid. One fault for
  /// one cause: no fault says that something inside is wrong. Thread-safe.
  /// A missing member is reported at its object, a superfluous one at itself.
  /// A string of more than 1024 bytes matches no pattern.
  std::vector<ValidationError> validate(const Json& value) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace mockmeter
