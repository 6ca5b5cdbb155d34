#pragma once

#include <string>

#include "server/api/pseudonyms.h"
#include "server/metering/json.h"
#include "server/providers/upstash/recording/account_log.h"

namespace mockmeter::upstash {

struct Section {
  Json document;        ///< schemas/upstash/world.json
  std::string summary;  ///< for people
};

/// The section of a world that serves what was recorded. Accounts that see the same user are one.
/// The plans are those of the world `default`, so that a plan can be set; what a user says of
/// itself comes before them. What was not recorded is generated: as much an hour as was recorded on
/// average.
Section make_section(RecordedAccounts recorded, Pseudonyms& names, LoggedConflicts& conflicts);

}  // namespace mockmeter::upstash
