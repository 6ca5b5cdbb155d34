#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/model/case.h"
#include "conformance/model/outcome.h"
#include "conformance/model/verdict.h"
#include "mockmeter/exchange.h"

namespace mockmeter::conformance {

/// A call as the adapter got it.
struct Call {
  std::string operation;
  std::string base_url;  ///< ends with the API's own base path: "http://127.0.0.1:40123/api/v2"
  Json arguments = Json::object();
  Json credential;  ///< {"scheme":"bearer","token":...} or {"scheme":"basic",...}; null = none
  Json options = Json::object();
  std::chrono::milliseconds after{};  ///< the pause between the outcome before it and this call
};

/// Everything that happened in one case.
struct Evidence {
  const Case* subject = nullptr;
  Json then;  ///< of the case, salt and ports filled in
  Hello client;
  std::vector<Call> calls;
  std::vector<Outcome> outcomes;    ///< one per call
  std::vector<Exchange> exchanges;  ///< with the case's own server, in order of arrival
  std::vector<Exchange> elsewhere;  ///< with the second server
  std::string noise;                ///< what the adapter wrote to stderr meanwhile
};

struct Judgement {
  std::vector<Check> checks;
  std::vector<std::string> not_modelled;  ///< JSON Pointers that the client does not report
  /// Non-empty when nothing that the case asks of the result is modelled: no pass, but unsupported.
  std::string unsupported;
  /// Non-empty when what was served breaks its own schema: our fault, exit 70.
  std::string harness_error;
  /// There are more results than requests: no client does that, so it fails whatever the level.
  bool is_made_up = false;
};

/// Judges what happened by the case's `then`, and what was sent by the operation's request schema
/// where the case asks for it, and what the mock served by its response schema, always, unless the
/// script calls it deliberate. Not redacted: see redaction.h. Pure: no I/O, no clock. Thread-safe.
Judgement judge(const Evidence& evidence);

}  // namespace mockmeter::conformance
