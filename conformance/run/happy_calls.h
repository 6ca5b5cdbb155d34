#pragma once

#include <span>
#include <string>
#include <string_view>

#include "conformance/model/case.h"

namespace mockmeter::conformance {

/// A call that any client of an operation gets right, and a number in its answer that any reports.
struct HappyCall {
  std::string_view operation;
  std::string_view arguments;  ///< JSON
  std::string_view number;     ///< JSON Pointer into the operation's example
};

std::span<const HappyCall> happy_calls();

/// A case that serves a salted number there and wants it back.
Case happy_case(const HappyCall& call);

/// A complete call of an operation that no API has, beside the ones of `operation`; `word` makes it
/// one that no adapter can know.
Case canary_case(std::string_view operation, const std::string& word);

}  // namespace mockmeter::conformance
