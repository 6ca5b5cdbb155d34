#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_parts.h"

namespace mockmeter::zkscore {

// Inferred: utilization = usage / current x 100, as the sibling pages' percentages.
void append_rate_limits(std::string& out, const Rates& limits, const Rates& used) {
  const auto append_rates = [&out](std::string_view name, const Rates& rates) {
    append_name(out, name);
    out += '{';
    append_member(out, "requestsPerMinute", rates.per_minute);
    append_member(out, "requestsPerHour", rates.per_hour);
    append_member(out, "requestsPerDay", rates.per_day);
    out += '}';
  };
  out += '{';
  append_rates("current", limits);
  append_rates("usage", used);
  append_name(out, "utilization");
  out += '{';
  append_hundredths(out, "requestsPerMinute", percent(used.per_minute, limits.per_minute));
  append_hundredths(out, "requestsPerHour", percent(used.per_hour, limits.per_hour));
  append_hundredths(out, "requestsPerDay", percent(used.per_day, limits.per_day));
  out += "}}";
}

void append_alerts(std::string& out, const std::vector<Alert>& alerts) {
  out += '[';
  for (const Alert& alert : alerts) {
    append_separator(out);
    out += '{';
    append_text(out, "type", alert.type);
    append_text(out, "message", alert.message);
    append_text(out, "priority", alert.priority);
    append_text(out, "recommendation", alert.recommendation);
    out += '}';
  }
  out += ']';
}

}  // namespace mockmeter::zkscore
