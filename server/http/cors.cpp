#include "server/http/cors.h"

namespace mockmeter {

std::optional<Response> answer_preflight(const Request& request) {
  const auto method = request.headers.get("Access-Control-Request-Method");
  if (request.method != "OPTIONS" || !method || !request.headers.get("Origin")) {
    return std::nullopt;
  }
  Response response{204, {{"Access-Control-Allow-Methods", std::string(*method)}}, "", {}};
  // "*" would not cover Authorization, so the names asked for are given back.
  if (const auto names = request.headers.get("Access-Control-Request-Headers")) {
    response.headers.add("Access-Control-Allow-Headers", *names);
  }
  response.headers.add("Access-Control-Max-Age", "600");
  allow_any_origin(response);
  return response;
}

void allow_any_origin(Response& response) {
  response.headers.set("Access-Control-Allow-Origin", "*");
  response.headers.set("Access-Control-Expose-Headers", "*");
}

}  // namespace mockmeter
