#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/model/call.h"
#include "conformance/model/case.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// Everything that happened in one case.
struct CaseTrace {
  const Case* subject = nullptr;
  Json then;  ///< of the case, salt and ports filled in
  ClientInfo client;
  std::vector<Call> calls;
  std::vector<CallOutcome> outcomes;  ///< one per call
  std::vector<Exchange> exchanges;    ///< with the case's own server, in order of arrival
  /// Per call, how many of them had come when it began; of no use where calls are made together.
  std::vector<std::size_t> exchanges_before;
  std::vector<Exchange> second_exchanges;  ///< with the second server
  std::string stderr_output;               ///< what the adapter wrote to stderr meanwhile
};

}  // namespace mockmeter::conformance
