#pragma once

#include <string>

#include "server/providers/zkscore/alerts.h"
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

/// usage{}. `minutes`: the requests of each minute of the window.
void append_summary(std::string& out, const UsageView& view,
                    const std::vector<std::int64_t>& minutes);
/// timeSeries[] and its page. `minutes` is used up.
Page append_time_series(std::string& out, const UsageView& view, std::vector<std::int64_t> minutes);
void append_breakdown(std::string& out, const UsageView& view);
void append_errors(std::string& out, const UsageView& view);
void append_rate_limits(std::string& out, const Rates& limits, const Rates& used);
void append_alerts(std::string& out, const std::vector<Alert>& alerts);

}  // namespace mockmeter::zkscore
