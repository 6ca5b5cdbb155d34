#pragma once

#include <string>
#include <vector>

#include "conformance/report/columns.h"

namespace mockmeter::conformance {

/// What stands on the page before any script runs, as HTML.
std::string html_title(const std::vector<Column>& columns);     ///< of the window, plain text
std::string html_summary(const std::vector<Column>& columns);   ///< who stands where, and facts
std::string html_failures(const std::vector<Column>& columns);  ///< each at length

}  // namespace mockmeter::conformance
