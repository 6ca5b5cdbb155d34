#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "conformance/model/outcome.h"

namespace mockmeter::conformance {

/// What may become of a call instead of its result.
enum class CallFailureKind {
  kError,        ///< the client reports an error
  kOther,        ///< a result, but another one than before the measurement
  kUnsupported,  ///< all at once it does not know the operation
  kCrashed,      ///< the adapter ended or wrote something else
  kSilent,       ///< no answer in time
  kTransport,    ///< of the raw client, which no adapter stands before
};
inline constexpr std::array<const char*, 6> kCallFailureNames{
    "error", "other result", "unsupported", "crash", "silence", "transport"};

struct CallFailure {
  CallFailureKind kind;
  std::string text;  ///< in one line
};

/// Empty when the outcome is `expected`; null = any result is.
std::optional<CallFailure> call_failure_of(const Outcome& outcome, const Json* expected);

/// How many of each kind, and the first of all.
struct CallFailureTally {
  std::array<std::size_t, kCallFailureNames.size()> counts{};
  std::string first;  ///< "crash: it ended with SIGKILL before it answered"; empty = there is none

  void add(const CallFailure& failure, std::size_t times = 1);
  void add(const CallFailureTally& other);
  std::size_t total() const;
  /// "crash 3, silence 1"; empty when there is none.
  std::string text() const;
};

}  // namespace mockmeter::conformance
