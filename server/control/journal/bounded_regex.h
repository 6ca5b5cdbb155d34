#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mockmeter {

/// A regular expression (ECMAScript) from outside, bounded: neither it nor a text can make a match
/// take exponential time or overflow the stack. Immutable, cheap to copy.
class BoundedRegex {
 public:
  static constexpr std::string_view kExpected =
      "a regular expression (ECMAScript) of at most 512 characters, without back-references, that "
      "repeats at most 1000 times in all";

  /// Empty when it is not what kExpected says.
  static std::optional<BoundedRegex> compile(const std::string& text);

  /// Whether it matches the whole text; no text of more than 8 kB is matched.
  bool matches(std::string_view text) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace mockmeter
