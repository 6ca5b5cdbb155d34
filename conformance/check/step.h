#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/check/probe_context.h"
#include "conformance/check/session.h"
#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// Nobody knows what an input is: what() names the variable that is to be set.
struct MissingInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An earlier response has nothing where this step takes a value from: what() is the place.
struct MissingValue : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A request as it is sent, and the command that shows it.
struct StepRequest {
  Exchange request;
  std::string curl;  ///< the credential as a variable
};

/// Fills ${...} in a part of a probe from the server's now, the responses so far and the roles.
/// Throws MissingInput and MissingValue.
Json fill_placeholders(const Json& part, std::string_view provider, const ProbeContext& context,
                       const Session& session);

/// The request of a step that is filled. Throws MissingInput.
StepRequest request_of(const Json& step, const Session& session);

/// Whether it may be sent to a server that is to stay as it is.
bool is_safe(const Json& step);

std::vector<int> statuses_in(const Json& status);

}  // namespace mockmeter::conformance
