#pragma once

#include <iosfwd>

#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"

namespace reference {

/// Speaks the adapter protocol, version 1: a JSON object per line in and out, until `in` ends.
/// Calls run at the same time and answer in any order. What is no message is told to stderr.
void serve(std::istream& in, std::ostream& out, const MutantSet& mutants, const QuirkSet& quirks);

}  // namespace reference
