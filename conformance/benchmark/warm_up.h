#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/benchmark/participant.h"
#include "conformance/run/client.h"
#include "conformance/run/sample_calls.h"

namespace mockmeter::conformance {

/// The call that is measured for an operation, or for the first that all these clients declare when
/// `operation` is empty. Throws std::invalid_argument that says what can be measured.
const OperationInfo& choose_call(const std::string& operation, const std::vector<Client>& clients);

/// The same as a call to a mock.
Call call_to(const Server& mock, const OperationInfo& happy);

/// What a client did when nobody else was there.
struct WarmUp {
  std::string target;              ///< that it asked for, raw: "/v2/things?limit=2"
  std::string response;            ///< the body that it got
  std::optional<Json> expected{};  ///< its result, when it is always the same
};

/// Lets the client make the call a few times. Throws std::runtime_error that says what is wrong
/// with it: it reports something that was not served, or fails, or asks nobody.
WarmUp warm_up(const Client& client, const OperationInfo& happy);

}  // namespace mockmeter::conformance
