#pragma once

#include <string>

#include "server/providers/zkscore/usage_numbers.h"

namespace mockmeter::zkscore {

/// What every part of an answer is made from.
struct UsageView {
  const UsageQuery& query;
  const Selection& selection;
  Window window;
  Tally total;
};

// Each appends one part of the answer as JSON text, its members in the order of the page.

void append_breakdown(std::string& out, const UsageView& view);
void append_errors(std::string& out, const UsageView& view);
/// The members "rateLimits" and "alerts".
void append_limits(std::string& out, const UsageView& view, Instant now);

}  // namespace mockmeter::zkscore
