#pragma once

#include <vector>

#include "conformance/drift/profile.h"
#include "conformance/model/drift.h"

namespace mockmeter::conformance::drift {

/// Responses to the same, then and now.
struct ResponsePair {
  const OperationInfo& operation;
  int status;
  const ResponseProfile& recorded;
  const ResponseProfile& now;
  const Shape* documented;  ///< null when no document describes them
};

/// How their bodies, fields and series differ.
std::vector<Difference> compare_responses(const ResponsePair& pair);

/// How the responses of now break their document, without what `found` tells already. What the
/// recording has, too, is a notice. `recorded` may be null.
std::vector<Difference> compare_to_document(const OperationInfo& operation, int status,
                                            const ResponseProfile& now, const Shape& documented,
                                            const ResponseProfile* recorded,
                                            const std::vector<Difference>& found);

}  // namespace mockmeter::conformance::drift
