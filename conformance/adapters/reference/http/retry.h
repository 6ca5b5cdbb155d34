#pragma once

#include <chrono>
#include <functional>

#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/flags/quirks.h"
#include "conformance/adapters/reference/http/message.h"

namespace reference {

/// Runs `attempt` until it does not throw, or its error is not to be retried; throws that error.
/// GET alone is retried, after 429, 5xx or a lost connection. The wait is at least as long as
/// Retry-After says, and twice as long each time; what asks for more than ten seconds is left to
/// the caller.
/// `left` tells what is left of the call's time: a wait that would pass it is not begun.
Json with_retries(Request request, const Options& options, const MutantSet& mutants,
                  const QuirkSet& quirks, const std::function<std::chrono::milliseconds()>& left,
                  const std::function<Json(const Request&)>& attempt);

}  // namespace reference
