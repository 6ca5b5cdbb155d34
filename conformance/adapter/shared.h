#pragma once

#include <chrono>

#include "conformance/adapter/oddities.h"
#include "conformance/evaluation/wire/redaction.h"

namespace mockmeter::conformance {

/// How an adapter lives. Nothing declares it, its processes show it.
enum class Life {
  kUnknown,  ///< taken for kLoops until it shows
  kOneShot,  ///< a process answers a line and ends
  kLoops,    ///< a process answers until its stdin is closed
};

/// How long a process may take to do what it ought to.
struct Patience {
  std::chrono::nanoseconds hello = std::chrono::seconds(10);
  std::chrono::nanoseconds at_eof = std::chrono::seconds(2);
  std::chrono::nanoseconds at_term = std::chrono::seconds(1);
  /// Of what still holds its stdout when it has ended, such as a tee(1).
  std::chrono::nanoseconds afterlife = std::chrono::milliseconds(250);
};

/// What the processes of an adapter have in common.
struct Shared {
  Patience patience{};
  Life life = Life::kUnknown;
  Oddities oddities{};
  Redaction redaction{};  ///< of the credentials that the processes were given
};

}  // namespace mockmeter::conformance
