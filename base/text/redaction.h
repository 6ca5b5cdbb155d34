#pragma once

#include <string>
#include <string_view>

namespace mockmeter {

// What the journal of the mock and the reports of the suite agree on when they hide secrets.

/// Whether a field, parameter or member of this name holds a secret: "Authorization", "api_key",
/// "X-Auth-Token", "Cookie".
bool is_secret_name(std::string_view name);

/// The scheme of a credential with the blanks behind it, "Basic " of "Basic YTpi"; empty when the
/// value begins with none of the known ones and may be a secret as a whole.
std::string_view scheme_prefix(std::string_view value);

/// Puts `by` in the place of each `what`, which must not be empty.
void replace_all(std::string& text, std::string_view what, std::string_view by);

}  // namespace mockmeter
