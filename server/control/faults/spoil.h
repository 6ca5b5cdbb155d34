#pragma once

#include "server/api/operation.h"
#include "server/control/faults/queue.h"

namespace mockmeter {

/// The vendor's error that stands in for the answer; throws it, and returns when there is none.
void refuse_by_fault(const FaultMeeting& meeting, const Provider& provider);

/// Applies what the request met to its finished answer. A preference that was honoured is named in
/// Preference-Applied; a fault that found nothing to act on in X-Mockmeter-Hint, and in `queue`.
void spoil(Response& response, const FaultMeeting& meeting, const Context& context,
           const Operation& operation, const FaultQueue& queue);

/// 400 for a request whose own fault cannot be understood.
Response broken_fault(const FaultSyntaxError& error);

}  // namespace mockmeter
