#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/common/call_message.h"
#include "conformance/adapters/reference/flags/mutants.h"
#include "conformance/adapters/reference/http/message.h"

namespace reference {

/// How long to wait before a request that failed for the `retries`+1st time is sent again; nullopt
/// = it is not. GET alone, after 429, 5xx or a lost connection, at least as long as Retry-After
/// says, twice as long each time; what asks for more than ten seconds is left to the caller.
std::optional<std::chrono::milliseconds> wait_before_retry(const CallError& error,
                                                           const Request& request, int retries,
                                                           const Options& options,
                                                           const MutantSet& mutants);

/// Runs `attempt` until it does not throw, or its error is not to be retried; throws that error.
Json with_retries(Request request, const Options& options, const MutantSet& mutants,
                  const std::function<Json(const Request&)>& attempt);

}  // namespace reference
