#pragma once

#include <cstdint>
#include <functional>

#include "server/api/operation.h"
#include "server/control/faults/queue.h"

namespace mockmeter {

/// The vendor's error that stands in for the response; throws it, and returns when there is none.
void throw_fault_error(const RequestFaults& faults, const Provider& provider);

/// Applies the faults of a request to its finished response. A preference that was honoured is
/// named in Preference-Applied; a fault that found nothing to act on in X-Mockmeter-Hint, and
/// `found_nothing` is called with its number.
void apply_faults(Response& response, const RequestFaults& faults, const RequestContext& context,
                  const Operation& operation,
                  const std::function<void(std::uint64_t)>& found_nothing);

/// 400 for a request whose own fault cannot be understood.
Response invalid_fault_response(const FaultSyntaxError& error);

}  // namespace mockmeter
