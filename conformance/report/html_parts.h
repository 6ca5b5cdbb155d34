#pragma once

#include <string>
#include <string_view>

#include "conformance/report/events.h"

namespace mockmeter::conformance {

/// A sign and words in its color, as HTML. `words` is HTML already.
std::string badge(std::string_view tone, std::string_view icon, std::string_view words);

/// How a run ended, as a word: "Not conformant".
std::string_view outcome_words(const Events& events);
std::string outcome_badge(const Events& events);

/// "525 passed, 5 failed, 3 unsupported".
std::string counts_text(const Json& footer);
std::string seconds_text(const Json& milliseconds);  ///< "19.6 s"

}  // namespace mockmeter::conformance
