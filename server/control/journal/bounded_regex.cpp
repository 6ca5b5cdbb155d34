#include "server/control/journal/bounded_regex.h"

#include <algorithm>
#include <charconv>
#include <regex>

namespace mockmeter {
namespace {

constexpr std::size_t kLongestRegex = 512;
constexpr std::size_t kLongestMatchedText = 8 * 1024;
constexpr std::size_t kMostRepeats = 1000;

/// The product of all counts in braces: (a{30}){30} has 900 copies of its innermost part.
std::size_t repeats(std::string_view text) {
  std::size_t product = 1;
  for (std::size_t at = 0; at < text.size() && product <= kMostRepeats; ++at) {
    if (text[at] != '{' && text[at] != ',') continue;
    std::size_t count = 1;
    const auto [end, error] = std::from_chars(&text[at] + 1, text.data() + text.size(), count);
    if (error == std::errc::result_out_of_range) return kMostRepeats + 1;
    if (error == std::errc{} && end != text.data() + text.size() && (*end == ',' || *end == '}')) {
      product *= std::clamp<std::size_t>(count, 1, kMostRepeats + 1);
    }
  }
  return product;
}

}  // namespace

struct BoundedRegex::Compiled {
  std::regex regex;
};

std::optional<BoundedRegex> BoundedRegex::compile(const std::string& text) {
  if (text.size() > kLongestRegex || repeats(text) > kMostRepeats) return std::nullopt;
  try {
    // libstdc++'s way to ask for its breadth-first matcher, whose time is polynomial and whose
    // stack does not grow with the text. It refuses back-references.
    const auto flags = std::regex::ECMAScript | std::regex_constants::__polynomial;
    BoundedRegex result;
    result.compiled_ = std::make_shared<const Compiled>(Compiled{std::regex(text, flags)});
    return result;
  } catch (const std::regex_error&) {
    return std::nullopt;
  }
}

bool BoundedRegex::matches(std::string_view text) const {
  return text.size() <= kLongestMatchedText &&
         std::regex_match(text.begin(), text.end(), compiled_->regex);
}

}  // namespace mockmeter
