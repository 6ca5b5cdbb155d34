#pragma once

#include <string>
#include <string_view>

#include "base/text/ascii.h"

namespace mockmeter {

// What the journal of the mock and the reports of the suite agree on when they hide secrets.

/// Whether a field, parameter or member of this name holds a secret: "Authorization", "api_key",
/// "X-Auth-Token", "Cookie".
bool is_secret_name(std::string_view name);

/// The scheme of a credential with the blanks behind it, "Basic " of "Basic YTpi"; empty when the
/// value begins with none of the known ones and may be a secret as a whole.
std::string_view scheme_prefix(std::string_view value);

/// Whether a byte belongs to a word: secrets are made of these.
constexpr bool is_word_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == '~';
}

/// What is shown of a secret without a name: "unknown-1f0c9a2b", the same for the same secret.
std::string hashed_label(std::string_view secret);

/// Puts `by` in the place of each `what`, which must not be empty.
void replace_all(std::string& text, std::string_view what, std::string_view by);

}  // namespace mockmeter
