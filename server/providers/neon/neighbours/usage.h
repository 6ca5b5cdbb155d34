#pragma once

#include <cstdint>
#include <optional>

#include "server/api/operation.h"
#include "server/metering/window.h"
#include "server/providers/neon/world.h"

namespace mockmeter::neon {

/// What a project or a branch used in the present billing period, and how large it is now: the
/// numbers of the consumption history. All 0 before it was created.
struct Usage {
  std::uint64_t active_time_seconds = 0;
  std::uint64_t compute_time_seconds = 0;
  std::uint64_t written_data_bytes = 0;
  std::uint64_t data_storage_bytes_hour = 0;
  std::uint64_t data_transfer_bytes = 0;
  std::uint64_t storage_bytes = 0;  ///< synthetic: data and history
  std::uint64_t logical_bytes = 0;
};

/// The calendar month of now; it begins later when the plan did.
/// Observed: live capture of 2026-08-09 in philip/neon-usage: from the sign-up to 2026-09-01.
Window billing_period(const Account& owner, Instant now);

Usage usage_of(const Account& owner, const Project& project, Instant now);
Usage usage_of(const Account& owner, const Branch& branch, Instant now);

/// When the compute of a branch was last active; empty when it never was.
std::optional<Instant> last_active(const Branch& branch, Instant now);
/// The latest of its branches.
std::optional<Instant> last_active(const Project& project, Instant now);

}  // namespace mockmeter::neon
