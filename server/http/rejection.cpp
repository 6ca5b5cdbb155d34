#include "server/http/rejection.h"

#include <array>
#include <string_view>

#include "base/tables.h"
#include "server/metering/json_text.h"

namespace mockmeter {
namespace {

struct Title {
  int status;
  std::string_view text;
};

// Source: RFC 9110 section 15, RFC 6585 section 5.
constexpr std::array<Title, 9> kTitles{{
    {400, "Bad Request"},
    {408, "Request Timeout"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {431, "Request Header Fields Too Large"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view title_of(int status) {
  const Title* title = find_by(kTitles, &Title::status, status);
  return title == nullptr ? "Error" : title->text;
}

}  // namespace

std::string render(const Rejection& rejection, const std::string& date) {
  const std::string status = std::to_string(rejection.status);
  const std::string title(title_of(rejection.status));
  std::string body =
      R"({"type":"about:blank","title":")" + title + R"(","status":)" + status + R"(,"detail":)";
  append_quoted(body, rejection.detail);
  body += "}";
  return "HTTP/1.1 " + status + " " + title +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nContent-Type: application/problem+json\r\nDate: " + date + "\r\n\r\n" + body;
}

}  // namespace mockmeter
