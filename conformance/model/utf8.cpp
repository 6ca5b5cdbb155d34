#include "conformance/model/utf8.h"

#include <algorithm>

#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

/// Whether the byte begins no character.
bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::string to_utf8(std::string_view bytes) {
  const auto replace = Json::error_handler_t::replace;
  return Json::parse(Json(bytes).dump(-1, ' ', false, replace)).get<std::string>();
}

std::size_t count_characters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::size_t end_of_character(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostBytes = 4;
  for (std::size_t end = at; end > 0 && at - end < kMostBytes; --end) {
    if (!is_continuation(text[end])) return end;
  }
  return at;
}

}  // namespace mockmeter::conformance
