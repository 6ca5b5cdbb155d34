#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time/instant.h"
#include "server/metering/json_text.h"

namespace mockmeter::zkscore {

/// 12.34 for 1234, without trailing zeros.
inline std::string hundredths(std::int64_t value) {
  std::string text;
  append_decimal(text, value, 2);
  return text;
}

inline void append_hundredths(std::string& out, std::string_view name, std::int64_t value) {
  append_name(out, name);
  append_decimal(out, value, 2);
}

inline void append_null(std::string& out, std::string_view name) {
  append_name(out, name);
  out += "null";
}

/// Source: the samples' timestamps, "2025-10-22T10:30:00Z": whole seconds.
inline std::string format_timestamp(Instant instant) {
  return format_rfc3339(from_unix_seconds(unix_seconds(instant)));
}

}  // namespace mockmeter::zkscore
