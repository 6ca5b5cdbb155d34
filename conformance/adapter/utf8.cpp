#include "conformance/adapter/utf8.h"

#include "conformance/model/json.h"

namespace mockmeter::conformance {

std::string to_utf8(std::string_view bytes) {
  const auto replace = Json::error_handler_t::replace;
  return Json::parse(Json(bytes).dump(-1, ' ', false, replace)).get<std::string>();
}

}  // namespace mockmeter::conformance
