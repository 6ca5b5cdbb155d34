#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace mockmeter {

/// A regular expression in RE2's syntax, which is Perl's without look-around and back-references:
/// a match takes time linear in the text and no stack, whoever wrote either. A character is one of
/// UTF-8; stray bytes are matched as U+FFFD. Immutable, thread-safe, cheap to copy.
/// Source: https://github.com/google/re2/wiki/Syntax
class RegularExpression {
 public:
  /// Throws std::invalid_argument that names what RE2 does not accept ("invalid perl operator:
  /// (?=") or would read otherwise than those who write it: a class within a class.
  explicit RegularExpression(const std::string& pattern);

  bool matches_whole(std::string_view text) const;
  bool matches_part_of(std::string_view text) const;

 private:
  std::shared_ptr<const re2::RE2> compiled_;
};

}  // namespace mockmeter
