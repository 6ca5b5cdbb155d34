#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time/instant.h"
#include "server/providers/zkscore/recording/account_log.h"

namespace mockmeter::zkscore {

/// The values of a key, free of contradictions. All series have the same windows.
struct FittedKey {
  std::string id;  ///< empty: no response named it
  std::optional<Instant> created;
  std::optional<Instant> expires;
  LoggedValues requests;
  LoggedValues failed;
  LoggedValues bytes;
  LoggedValues latency_ms;
  LoggedValues peak_latency_ms;

  /// When it made its first request; kLatest without any.
  Instant begin() const;
};

/// The keys of an account, at least one, which add up to what was recorded of all of them.
std::vector<FittedKey> fit_keys(const AccountLog& account, LoggedConflicts& conflicts);

}  // namespace mockmeter::zkscore
