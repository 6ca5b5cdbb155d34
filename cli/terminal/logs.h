#pragma once

#include <string>

namespace mockmeter::cli {

/// Sends the program's logs to stderr, one line each: as text, or as JSON objects with the members
/// time (RFC 3339, the machine's), level and message. `level`: trace, debug (every request), info,
/// warn, error, off.
void log_to_stderr(const std::string& level, const std::string& format);

void log_warning(const std::string& text);

}  // namespace mockmeter::cli
