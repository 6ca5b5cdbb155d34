#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace mockmeter {

/// Appends the decimal digits of `value`.
template <std::integral Integer>
void append_int(std::string& out, Integer value) {
  std::array<char, 20> digits;
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), result.ptr);
}

/// Appends `text` as a JSON string with its quotes. Invalid UTF-8 becomes U+FFFD.
void append_quoted(std::string& out, std::string_view text);

/// Appends numerator/10^places as a JSON number without trailing zeros: (5806, 3) gives 5.806.
void append_decimal(std::string& out, std::int64_t numerator, int places);

/// Appends a comma, unless `out` has just opened an object or an array.
void append_separator(std::string& out);

/// Appends the name of the next member of an object, with the comma before it. `name` needs no
/// escapes.
void append_name(std::string& out, std::string_view name);

/// Appends the next member of an object.
void append_member(std::string& out, std::string_view name, std::int64_t value);
void append_member(std::string& out, std::string_view name, std::string_view text);
/// The same; an empty text becomes null.
void append_nullable_member(std::string& out, std::string_view name, std::string_view text);

/// Appends the next member of an object, an array with an object for each item: `append_members`
/// is called with an item and appends its members.
template <typename Items, typename AppendMembers>
void append_objects(std::string& out, std::string_view name, const Items& items,
                    const AppendMembers& append_members) {
  append_name(out, name);
  out += '[';
  for (const auto& item : items) {
    append_separator(out);
    out += '{';
    append_members(item);
    out += '}';
  }
  out += ']';
}

}  // namespace mockmeter
