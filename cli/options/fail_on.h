#pragma once

#include <set>
#include <string>
#include <vector>

#include "mockmeter/finding.h"

namespace mockmeter::cli {

/// "all", and the name of every kind of finding, with commas between them.
std::string fail_on_names();

/// The names in comma lists; "all" is every kind. Throws std::invalid_argument that names the one
/// that is unknown and those that there are.
std::set<std::string> parse_fail_on(const std::vector<std::string>& lists);

/// Whether one of the findings is of these names.
bool fails(const std::vector<Finding>& findings, const std::set<std::string>& fail_on);

}  // namespace mockmeter::cli
