#include "server/metering/json.h"

#include <array>

namespace mockmeter {
namespace {

/// Follows the brackets of a text that may be JSON.
class Measure {
 public:
  /// False once a bound is passed.
  bool take(char c) {
    switch (c) {
      case '[':
      case '{':
        return open();
      case ']':
      case '}':
        depth_ -= depth_ > 0 ? 1 : 0;
        return true;
      case ':':
        return ++members_[depth_] <= kMostMembers;
      default:
        return true;
    }
  }

 private:
  bool open() {
    if (depth_ == kDeepestJson) return false;
    members_[++depth_] = 0;
    return true;
  }

  std::size_t depth_ = 0;
  std::array<std::size_t, kDeepestJson + 1> members_{};  // by depth, of the innermost value there
};

}  // namespace

bool is_outsized_json(std::string_view text) {
  Measure measure;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      quoted = !quoted;
    } else if (quoted) {
      i += c == '\\' ? 1 : 0;  // whatever is escaped
    } else if (!measure.take(c)) {
      return true;
    }
  }
  return false;
}

std::optional<Json> parse_json(std::string_view text) {
  if (is_outsized_json(text)) return std::nullopt;
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

}  // namespace mockmeter
