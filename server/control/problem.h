#pragma once

#include <string_view>
#include <vector>

#include "server/api/message.h"
#include "server/metering/validation_error.h"

namespace mockmeter {

/// A response of our own (no vendor's) that says what is wrong. Source: RFC 9457.
/// `faults`, when there are any, become the extension member "errors".
Response problem(int status, std::string_view title, std::string_view detail,
                 const std::vector<ValidationError>& faults = {});

/// The 503 of a mock that cannot know what others have changed.
Response state_unknown(std::string_view reason);

/// The 503 for a change that the store could not keep, so that it was not made.
Response change_not_kept(std::string_view reason);

}  // namespace mockmeter
