#include "server/http/rejection.h"

#include "base/http/reason_phrase.h"
#include "server/metering/json_text.h"

namespace mockmeter {
std::string render(const Rejection& rejection, const std::string& date) {
  const std::string status = std::to_string(rejection.status);
  const std::string title(reason_phrase(rejection.status));
  std::string body =
      R"({"type":"about:blank","title":")" + title + R"(","status":)" + status + R"(,"detail":)";
  append_quoted(body, rejection.detail);
  body += "}";
  return "HTTP/1.1 " + status + " " + title +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nContent-Type: application/problem+json\r\nDate: " + date + "\r\n\r\n" + body;
}

}  // namespace mockmeter
