#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "server/metering/validation_error.h"

namespace mockmeter {

/// How the schemas of an anyOf or oneOf took the value at a place.
class Alternatives {
 public:
  explicit Alternatives(std::string pointer) : pointer_(std::move(pointer)) {}

  /// What the next one finds wrong; nothing when the value fits it.
  void add(std::vector<ValidationError> faults);

  std::size_t fitting() const { return fitting_; }
  std::size_t count() const { return fitting_ + refusals_.size(); }

  /// The faults of the one that was meant: it accepts the value itself and refuses something inside
  /// it. Empty when there is none.
  std::vector<ValidationError> nearest() const;
  /// What would have been accepted: "a string or null".
  std::string expected() const;

 private:
  bool refused_outright(const std::vector<ValidationError>& faults) const;

  std::string pointer_;
  std::size_t fitting_ = 0;
  std::vector<std::vector<ValidationError>> refusals_;
};

}  // namespace mockmeter
