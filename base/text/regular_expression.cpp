#include "base/text/regular_expression.h"

#include <re2/re2.h>

#include <algorithm>
#include <stdexcept>

#include "base/text/utf8.h"

namespace mockmeter {
namespace {

/// Bounds the size of a compiled pattern, and with it the time that a byte of a text takes.
constexpr std::int64_t kMaxMemory = 1 << 20;

bool has_match(const re2::RE2& pattern, std::string_view text, re2::RE2::Anchor anchor) {
  if (!is_valid_utf8(text)) return has_match(pattern, to_utf8(text), anchor);
  return pattern.Match({text.data(), text.size()}, 0, text.size(), anchor, nullptr, 0);
}

/// The end of a class that begins at `at`; throws for what is an operation on classes in Java.
std::size_t end_of_class(std::string_view pattern, std::size_t at) {
  at += pattern.substr(at).starts_with("[^") ? 2 : 1;
  for (const std::size_t first = at; at < pattern.size() && (pattern[at] != ']' || at == first);
       ++at) {
    const std::string_view rest = pattern.substr(at);
    if (rest.starts_with("[:")) at = std::min(pattern.find(":]", at), pattern.size() - 2) + 1;
    if (rest.starts_with('\\')) ++at;
    if (rest.starts_with("&&") || (rest.starts_with('[') && !rest.starts_with("[:"))) {
      throw std::invalid_argument("no class within a class: " + std::string(rest) +
                                  "; for the characters write \\[ and \\&");
    }
  }
  return at;
}

/// RE2 reads [a-z&&[^b]] as other characters and a bracket, where Java's dialect, which such
/// patterns are written in, has an intersection.
void refuse_class_operations(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::string_view rest = pattern.substr(at);
    if (rest.starts_with("\\Q")) {
      at = std::min(pattern.find("\\E", at), pattern.size());
    } else if (rest.starts_with('\\')) {
      ++at;
    } else if (rest.starts_with('[')) {
      at = end_of_class(pattern, at);
    }
  }
}

}  // namespace

RegularExpression::RegularExpression(const std::string& pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  const auto compiled = std::make_shared<const re2::RE2>(pattern, options);
  if (!compiled->ok()) throw std::invalid_argument(compiled->error());
  refuse_class_operations(pattern);
  compiled_ = compiled;
}

bool RegularExpression::matches_whole(std::string_view text) const {
  return has_match(*compiled_, text, re2::RE2::ANCHOR_BOTH);
}

bool RegularExpression::matches_part_of(std::string_view text) const {
  return has_match(*compiled_, text, re2::RE2::UNANCHORED);
}

}  // namespace mockmeter
