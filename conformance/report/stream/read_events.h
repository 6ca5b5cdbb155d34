#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/report/stream/events.h"

namespace mockmeter::conformance {

/// A saved stream that cannot be used: what() names the file, the line, what is wrong and what to
/// do.
struct InvalidStream : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads back what ndjson_report() wrote. `name` is the file's, for messages. Lines of a type that
/// events.h does not know are kept as they are. What the footer sums up is summed up again. Throws
/// InvalidStream.
RunRecord read_events(std::string_view text, const std::string& name);

}  // namespace mockmeter::conformance
