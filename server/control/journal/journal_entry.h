#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <memory>

#include "server/control/journal/record.h"

namespace mockmeter {

/// One answered request.
struct JournalEntry {
  std::uint64_t number = 0;              ///< from 1 on, never given twice, not even after a reset
  Instant when;                          ///< by the mock's clock
  std::chrono::nanoseconds elapsed{0};   ///< by the machine's, since the journal was made
  std::chrono::nanoseconds advanced{0};  ///< what the mock's clock was advanced by so far
  std::shared_ptr<const ExchangeRecord> record;
};

/// How an exchange ended.
struct OperationStatus {
  const Operation* operation = nullptr;  ///< null: unmatched
  int status = 0;
  auto operator<=>(const OperationStatus&) const = default;
};
using OutcomeCounts = std::map<OperationStatus, std::uint64_t>;

}  // namespace mockmeter
