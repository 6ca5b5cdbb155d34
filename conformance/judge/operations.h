#pragma once

#include <string_view>

#include "conformance/judge/target.h"

namespace mockmeter::conformance {

/// The operation that a request asks for, by its path or its alias; empty when it is none.
std::string_view operation_of(std::string_view method, const Target& target);

}  // namespace mockmeter::conformance
