#pragma once

#include "server/api/operation.h"
#include "server/providers/openai/endpoints.h"

namespace mockmeter::openai {

/// What an organization is billed, by day and group.
Response get_costs(const OperationRequest& call);

/// The usage of an organization by bucket and group.
Response respond_with_usage(const OperationRequest& call, const Endpoint& endpoint);

template <const Endpoint& endpoint>
Response get_usage(const OperationRequest& call) {
  return respond_with_usage(call, endpoint);
}

}  // namespace mockmeter::openai
