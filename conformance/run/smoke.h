#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/run/client.h"
#include "conformance/run/run_cases.h"

namespace mockmeter::conformance {

/// Why a client cannot be tested at all: one thing to put right, instead of 300 red lines.
struct SmokeFailure {
  std::string what;             ///< "it reports a value that was not served"
  std::string asked;            ///< the message that it got, in short
  std::string came;             ///< what it did
  std::string remedy;           ///< what to do now
  std::string stderr_output{};  ///< what it wrote to stderr meanwhile
};

/// The first case could not be set up or evaluated: our own fault, not the client's.
struct InternalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The happy call of the first operation that the client declares and this knows returns what was
/// served, a made-up operation is refused, and the end of its input ends it (`exits_on_eof`, see
/// Adapter). Empty when all is well. Throws InternalError.
std::optional<SmokeFailure> smoke(const Client& client, const std::function<bool()>& exits_on_eof,
                                  const CaseOptions& options);

/// One page for who writes the adapter. `warnings`: what was odd about its output.
std::string smoke_page(const SmokeFailure& failure, const std::string& command,
                       const std::vector<std::string>& warnings);

}  // namespace mockmeter::conformance
