#include "conformance/adapter/printable.h"

#include "conformance/model/json.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kLongest = 120;

/// As JSON: in quotes, escaped, and UTF-8 whatever came.
std::string quoted(std::string_view bytes) {
  return Json(bytes).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_utf8(std::string_view bytes) {
  return Json::parse(quoted(bytes)).get<std::string>();
}

std::string excerpt(std::string_view bytes) {
  if (bytes.size() <= kLongest) return quoted(bytes);
  // A character that the cut goes through would show as damage that was not there.
  std::size_t end = kLongest;
  while (end > kLongest - 4 && (static_cast<unsigned char>(bytes[end]) & 0xC0U) == 0x80U) --end;
  return quoted(bytes.substr(0, end)) + "...";
}

}  // namespace mockmeter::conformance
