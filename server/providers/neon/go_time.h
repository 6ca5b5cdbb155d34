#pragma once

#include <string>
#include <string_view>

#include "base/time/instant.h"

namespace mockmeter::neon {

/// What Go's time.Parse makes of a text that should be RFC 3339: an instant, or its error message.
struct GoTime {
  Instant instant;    ///< clamped to [kEarliest, kLatest]; meaningless when there is an error
  std::string error;  ///< empty when the text was read
};

/// Reads `text` as time.Parse(time.RFC3339, text) does, with its few liberties (an hour of one
/// digit, a comma before the fraction) and with its messages.
/// Inferred: ogen, conv/decode.go ToDateTime "time.Parse(time.RFC3339, s)"; Neon's own texts of
/// missing parameters are ogen's, so its servers are made by ogen.
GoTime parse_go_time(std::string_view text);

}  // namespace mockmeter::neon
