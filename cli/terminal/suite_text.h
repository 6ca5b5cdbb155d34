#pragma once

#include <string>
#include <string_view>

namespace mockmeter::cli {

/// One per line, the id first; of cases one per row of their parameters. The level of a requirement
/// is "-" when it is excluded.
void list_requirements();
void list_cases();
void list_probes();  ///< what `check` asks

/// A command against `mockmeter serve` that shows what the operation answers; empty when there is
/// none.
std::string try_line(std::string_view operation);

/// Explains a requirement, a case or a probe, also one without its row; false when nothing has this
/// id.
bool explain_suite(const std::string& id);

}  // namespace mockmeter::cli
