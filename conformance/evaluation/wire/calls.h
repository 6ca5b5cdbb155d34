#pragma once

#include <cstddef>
#include <vector>

#include "conformance/evaluation/assertions/matchers.h"
#include "conformance/evaluation/evaluate.h"

namespace mockmeter::conformance {

/// Whether its result is that of several requests: it asks for all pages.
bool joins_pages(const Call& call);

/// For each exchange with the case's own server, the index of the call that it was made for.
///
/// Nothing in a request says so. Calls made one after the other have their exchanges in order, so
/// the one division is looked for that explains all best: the target is the operation's, the
/// arguments stand in it, a result ends with a 2xx, an error with its status, and what comes before
/// the last is a retry or a page.
/// Of calls made together each exchange goes to the one whose arguments it has.
/// Empty when there is no call.
std::vector<std::size_t> calls_of_exchanges(const Evidence& evidence);

/// For each call the document that answered it: of its last exchange, which a redirect may have led
/// to the second server. There is none for a call whose pages were joined. `calls` says which call
/// each exchange belongs to.
std::vector<Served> answers_to_calls(const Evidence& evidence,
                                     const std::vector<std::size_t>& calls);

}  // namespace mockmeter::conformance
