#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "conformance/model/trace.h"

namespace mockmeter::conformance {

/// The body that a result was made of.
struct ServedDocument {
  std::optional<Json> document;
  std::string missing = "no request got a response";  ///< why there is no document
  int status = 0;                                     ///< of the last response; 0: none came
};

/// For each exchange with the case's own server, the index of the call that it was made for: the
/// last one that had begun when it came. Of calls made together each exchange goes to the one whose
/// operation, arguments and credential it has; equal calls take turns. Empty when there is no call.
std::vector<std::size_t> assign_exchanges(const CaseTrace& trace);

/// For each call the document that answered it: of its last exchange, which a redirect may have led
/// to the second server. There is none for a call whose pages were joined. `calls` says which call
/// each exchange belongs to.
std::vector<ServedDocument> responses_by_call(const CaseTrace& trace,
                                              const std::vector<std::size_t>& calls);

}  // namespace mockmeter::conformance
