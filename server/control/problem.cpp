#include "server/control/problem.h"

#include <cstddef>
#include <string>

#include "server/metering/json.h"

namespace mockmeter {
namespace {

// Choice: what was sent may be megabytes; its beginning tells which value is meant.
constexpr std::size_t kLongestShownText = 200;

std::string shortened(const std::string& text) {
  if (text.size() <= kLongestShownText) return text;
  return text.substr(0, kLongestShownText) + "... (" + std::to_string(text.size()) + " bytes)";
}

}  // namespace

Response problem(int status, std::string_view title, std::string_view detail,
                 const std::vector<ValidationError>& faults) {
  Json body = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  for (const ValidationError& fault : faults) {
    body["errors"].push_back({{"pointer", shortened(fault.pointer)},
                              {"expected", shortened(fault.expected)},
                              {"found", shortened(fault.found)}});
  }
  return {status,
          {{"Content-Type", "application/problem+json"}},
          body.dump(-1, ' ', false, Json::error_handler_t::replace),
          {}};
}

Response state_unknown(std::string_view reason) {
  Response response = problem(503, "The state of this mock may be old", reason);
  // Source: RFC 9110 section 10.2.3, delay-seconds.
  response.headers.add("Retry-After", "1");
  return response;
}

Response change_not_kept(std::string_view reason) {
  return problem(503, "The change cannot be kept", std::string(reason) + "; nothing was changed");
}

}  // namespace mockmeter
