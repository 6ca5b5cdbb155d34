#include "base/text/regular_expression.h"

#include <re2/re2.h>

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

}  // namespace

RegularExpression::RegularExpression(const std::string& pattern) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  const auto compiled = std::make_shared<const re2::RE2>(pattern, options);
  if (!compiled->ok()) throw std::invalid_argument(compiled->error());
  compiled_ = compiled;
}

bool RegularExpression::matches_whole(std::string_view text) const {
  return has_match(*compiled_, text, re2::RE2::ANCHOR_BOTH);
}

bool RegularExpression::matches_part_of(std::string_view text) const {
  return has_match(*compiled_, text, re2::RE2::UNANCHORED);
}

}  // namespace mockmeter
