#pragma once

#include <cstddef>
#include <vector>

#include "conformance/judge/judge.h"
#include "conformance/judge/matchers.h"

namespace mockmeter::conformance {

/// For each call the document that answered it: of its last exchange, which a redirect may have led
/// to the second server. There is none for a call whose pages were joined. `calls` says which call
/// each exchange belongs to.
std::vector<Served> answers_to_calls(const Evidence& evidence,
                                     const std::vector<std::size_t>& calls);

}  // namespace mockmeter::conformance
