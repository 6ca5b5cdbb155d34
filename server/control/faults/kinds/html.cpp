#include "server/api/status.h"
#include "server/control/faults/kinds/kinds.h"

namespace mockmeter::faults {

bool html(const FaultTarget& target) {
  Response& response = target.response;
  const std::string title =
      response.status < 400 ? "Sign in" : std::string(reason_of(response.status));
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.body = "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head>\n<body><h1>" +
                  title + "</h1></body></html>\n";
  return true;
}

}  // namespace mockmeter::faults
