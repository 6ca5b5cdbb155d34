#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// Calls `found` with all that the rules of the journal of the mock call a secret: what fields,
/// cookies, parameters and members hold that are named like one, and words that look live, wherever
/// they stand. The text of a member may be too short to be hidden everywhere, see
/// hide_named_members(). Numbers stay: the APIs count tokens.
void find_secrets(const Exchange& exchange, const std::function<void(std::string_view)>& found);

/// A body, with the labels of base/text/redaction.h where members are named like secrets, be they
/// as short as they like; as it is when it has none, or is no JSON.
std::string hide_named_members(const std::string& body);

}  // namespace mockmeter::conformance
