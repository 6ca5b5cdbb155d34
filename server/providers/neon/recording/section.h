#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/pseudonyms.h"
#include "server/metering/json.h"
#include "server/providers/neon/recording/account_log.h"

namespace mockmeter::neon {

/// Whether a world may have this plan.
bool is_plan(std::string_view plan);

struct Section {
  Json document;        ///< schemas/neon/world.json
  std::string summary;  ///< for people
};

/// The section of a world that serves what was recorded. Branches add up to their project and
/// projects to their account: a value that nobody recorded and that the recorded ones leave to one
/// of them is derived. What is neither is generated: as much an hour as was recorded on average.
///
/// A project that is seen under two accounts makes them one, an organization's if one of them is.
Section make_section(std::vector<AccountLog> accounts, Pseudonyms& names,
                     LoggedConflicts& conflicts);

}  // namespace mockmeter::neon
