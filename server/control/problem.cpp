#include "server/control/problem.h"

#include "server/core/json.h"

namespace mockmeter {

Response problem(int status, std::string_view title, std::string_view detail,
                 const std::vector<DocumentFault>& faults) {
  Json body = {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
  for (const DocumentFault& fault : faults) {
    body["errors"].push_back(
        {{"pointer", fault.pointer}, {"expected", fault.expected}, {"found", fault.found}});
  }
  return {status,
          {{"Content-Type", "application/problem+json"}},
          body.dump(-1, ' ', false, Json::error_handler_t::replace),
          {}};
}

}  // namespace mockmeter
