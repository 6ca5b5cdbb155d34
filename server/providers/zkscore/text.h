#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time/instant.h"
#include "server/metering/json_text.h"

namespace mockmeter::zkscore {

/// A comma, unless `out` has just opened an object or an array.
inline void append_separator(std::string& out) {
  if (out.back() != '{' && out.back() != '[') {
    out += ',';
  }
}

/// The name of the next member, with the comma before it. `name` needs no escapes.
inline void append_name(std::string& out, std::string_view name) {
  append_separator(out);
  out.append(1, '"').append(name).append("\":");
}

inline void append_member(std::string& out, std::string_view name, std::int64_t value) {
  append_name(out, name);
  append_int(out, value);
}

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

inline void append_text(std::string& out, std::string_view name, std::string_view text) {
  append_name(out, name);
  append_quoted(out, text);
}

/// Source: the samples' timestamps, "2025-10-22T10:30:00Z": whole seconds.
inline std::string format_timestamp(Instant instant) {
  return format_rfc3339(from_unix_seconds(unix_seconds(instant)));
}

}  // namespace mockmeter::zkscore
