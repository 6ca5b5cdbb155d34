#include "server/providers/zkscore/alerts.h"

#include <array>

#include "base/time/instant.h"
#include "server/providers/zkscore/text.h"

namespace mockmeter::zkscore {
namespace {

struct LimitName {
  std::int64_t Rates::*rate;
  std::string_view unit;
};
constexpr std::array<LimitName, 3> kLimitNames{{
    {&Rates::per_minute, "minute"},
    {&Rates::per_hour, "hour"},
    {&Rates::per_day, "day"},
}};

void add_limit_alerts(std::vector<Alert>& alerts, const Rates& limits, const Rates& used) {
  for (const LimitName& limit : kLimitNames) {
    const std::int64_t rate = percent(used.*limit.rate, limits.*limit.rate);
    if (rate >= 80'00) {
      alerts.push_back(
          {"rate_limit",
           hundredths(rate) + "% of the requests per " + std::string(limit.unit) + " are used",
           "high", "Spread the requests out or move to a higher tier"});
    }
  }
}

void add_error_alert(std::vector<Alert>& alerts, const Tally& total) {
  const std::int64_t rate = percent(total.failed, total.requests);
  if (rate >= 5'00) {
    alerts.push_back({"error_rate", hundredths(rate) + "% of the requests failed", "high",
                      "Look at errors.byType for the cause"});
  }
}

void add_latency_alert(std::vector<Alert>& alerts, const Tally& total) {
  const std::int64_t latency = average(total.latency_ms, total.requests);
  if (latency >= 1000'00) {
    alerts.push_back({"latency", "The average latency is " + hundredths(latency) + " ms", "medium",
                      "Look at breakdown.byEndpoint for the slow endpoints"});
  }
}

void add_expiry_alerts(std::vector<Alert>& alerts, const Selection& selection, Instant now) {
  constexpr std::chrono::hours kSoon{24 * 7};
  for (const Key* key : selection.keys) {
    const bool usable = status_at(*key, now) == KeyStatus::kActive;
    if (usable && key->expires && *key->expires - now <= kSoon) {
      alerts.push_back({"key_expiry",
                        "API key " + key->id + " expires at " + format_rfc3339(*key->expires),
                        "medium", "Create a new key and revoke this one"});
    }
  }
}

}  // namespace

std::vector<Alert> alerts_for(const Selection& selection, const Tally& total, const Rates& limits,
                              const Rates& used, Instant now) {
  std::vector<Alert> alerts;
  add_limit_alerts(alerts, limits, used);
  add_error_alert(alerts, total);
  add_latency_alert(alerts, total);
  add_expiry_alerts(alerts, selection, now);
  return alerts;
}

}  // namespace mockmeter::zkscore
