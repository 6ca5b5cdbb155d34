#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/pseudonyms.h"
#include "server/metering/json.h"
#include "server/providers/zkscore/recording/account_log.h"

namespace mockmeter::zkscore {

struct Section {
  Json document;        ///< schemas/zkscore/world.json
  std::string summary;  ///< for people
};

/// The section of a world that serves what was recorded. The keys of an account add up to it: what
/// nobody recorded of one of them, and the account leaves to it, is derived.
Section make_section(const std::vector<AccountLog>& accounts, Pseudonyms& names,
                     LoggedConflicts& conflicts);

/// Whether a world may have requests with this status.
bool is_status(int status);

}  // namespace mockmeter::zkscore
