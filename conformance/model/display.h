#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/model/json.h"

namespace mockmeter::conformance {

/// What stands where to_display() has cut a text.
inline constexpr std::string_view kCutMark = "...";

/// A value as JSON on one line, for people: cut when it is long or deep, invalid UTF-8 replaced.
/// What a client reports is foreign, so the cost is bounded whatever it is.
std::string to_display(const Json& value);

/// The same for text that is no JSON, in double quotes.
std::string to_display(std::string_view text);
inline std::string to_display(const std::string& text) {
  return to_display(std::string_view(text));
}

/// "1 request", "3 requests".
std::string pluralize(std::size_t count, std::string_view noun);

/// "once", "twice", "3 times".
std::string times(std::size_t count);

/// "2 too few", "1 too many".
std::string miscount(std::size_t expected, std::size_t actual);

/// "200 or 404".
template <typename Number>
std::string alternatives(const std::vector<Number>& numbers) {
  std::string text;
  for (const Number number : numbers) text += (text.empty() ? "" : " or ") + std::to_string(number);
  return text;
}

/// The text with blanks behind it up to this width; a longer one stays as it is.
std::string padded(std::string text, std::size_t width);

/// The same with the blanks before it.
std::string right(const std::string& text, std::size_t width);

/// No document of these APIs comes near; what is deeper would overflow a stack.
inline constexpr std::size_t kMaxExaminedDepth = 64;

/// Whether something stands more than `levels` below the value. Not recursive.
bool deeper_than(const Json& value, std::size_t levels);

}  // namespace mockmeter::conformance
