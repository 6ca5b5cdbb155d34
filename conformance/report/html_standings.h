#pragma once

#include <string>
#include <vector>

#include "conformance/report/columns.h"

namespace mockmeter::conformance {

/// Where one client stands, as HTML: a row per provider, a column per profile.
std::string standings_table(const Column& column);

/// Where several stand: a row each, in the profile that was asked for.
std::string clients_table(const std::vector<Column>& columns);

}  // namespace mockmeter::conformance
