#pragma once

#include <cstdint>
#include <memory>

#include "conformance/model/case.h"
#include "conformance/model/verdict.h"
#include "conformance/run/client.h"
#include "conformance/setup/trust.h"

namespace mockmeter::conformance {

struct PlayOptions {
  std::uint64_t seed = 0;
  double timeout_scale = 1;              ///< of the grace period; the client scales its own limits
  std::shared_ptr<const Trust> trust{};  ///< that the client was told of; null = one for each case
  bool keeps_exchanges = true;           ///< in the result; most of its memory
};

/// Stages a case, makes its calls, waits for late traffic and judges. Never throws: what goes wrong
/// on our side is a harness error. Nothing in the result is secret.
CaseResult play(const Case& subject, const Client& client, const PlayOptions& options);

}  // namespace mockmeter::conformance
