#pragma once

#include <string_view>
#include <vector>

#include "server/control/journal/journal.h"
#include "server/metering/json.h"

namespace mockmeter {

/// The entries as a HAR 1.2 log, oldest first. Bodies of answers are not kept, only their sizes;
/// times are the mock's, and no exchange takes any.
Json har_document(const std::vector<Entry>& entries, std::string_view scheme);

}  // namespace mockmeter
