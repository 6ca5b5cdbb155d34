#pragma once

#include <vector>

#include "conformance/report/columns.h"

namespace mockmeter::conformance {

/// What the page's script works on. What several runs have in common stands there once:
///   verdicts      the look of each
///   columns       per run: label, client, seed
///   requirements  by id
///   categories    by code: title and profile
///   cases         by id; results per column, null where the case was not asked for
///   bench, noisy  rows and remarks of all events of type bench
Json html_data(const std::vector<Column>& columns);

}  // namespace mockmeter::conformance
