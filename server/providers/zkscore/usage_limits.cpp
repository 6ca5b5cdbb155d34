#include <array>
#include <span>

#include "base/time/instant.h"
#include "server/providers/zkscore/text.h"
#include "server/providers/zkscore/usage_numbers.h"

namespace mockmeter::zkscore {
namespace {

/// Those of the limits that a time bounds, and their units.
constexpr std::span<const LimitMember> kRates = std::span(kLimitMembers).first<3>();
constexpr std::array<std::string_view, 3> kUnits{"minute", "hour", "day"};

/// Choice: a key's own limits when it alone is asked for and has some, else those of its tier.
KeyLimits limits_of(const KeySelection& selection, const UsageQuery& query) {
  const KeyLimits& of_account = selection.account->limits;
  if (!query.key_id || selection.keys.empty()) return of_account;
  return selection.keys.front()->limits.value_or(of_account);
}

/// Choice: what was used is counted over the last 60 seconds, 60 minutes and 24 hours.
KeyLimits used_by(const KeySelection& selection, Instant now) {
  const auto requests_within = [&](std::chrono::seconds length) {
    std::int64_t requests = 0;
    for (const Key* key : selection.keys) requests += key->events_in({now - length, now}).size();
    return requests;
  };
  return {requests_within(std::chrono::minutes{1}), requests_within(std::chrono::hours{1}),
          requests_within(std::chrono::hours{24})};
}

void append_rates(std::string& out, std::string_view name, const KeyLimits& rates) {
  append_name(out, name);
  out += '{';
  for (const auto& [member, rate] : kRates) append_member(out, member, rates.*rate);
  out += '}';
}

// Inferred: utilization = usage / current x 100, as the sibling pages' percentages.
void append_rate_limits(std::string& out, const KeyLimits& limits, const KeyLimits& used) {
  out += '{';
  append_rates(out, "current", limits);
  append_rates(out, "usage", used);
  append_name(out, "utilization");
  out += '{';
  for (const auto& [member, rate] : kRates) {
    append_hundredths(out, member, percent(used.*rate, limits.*rate));
  }
  out += "}}";
}

/// Source: get-usage, alerts[] {type, message, priority, recommendation}. Their values are
/// undocumented, so ours.
void append_alert(std::string& out, std::string_view type, std::string_view message,
                  std::string_view priority, std::string_view recommendation) {
  append_separator(out);
  out += '{';
  append_member(out, "type", type);
  append_member(out, "message", message);
  append_member(out, "priority", priority);
  append_member(out, "recommendation", recommendation);
  out += '}';
}

void append_expiry_alerts(std::string& out, const KeySelection& selection, Instant now) {
  constexpr std::chrono::hours kSoon{24 * 7};
  for (const Key* key : selection.keys) {
    const bool usable = status_at(*key, now) == KeyStatus::kActive;
    if (!usable || !key->expires || *key->expires - now > kSoon) continue;
    append_alert(out, "key_expiry",
                 "API key " + key->id + " expires at " + format_rfc3339(*key->expires), "medium",
                 "Create a new key and revoke this one");
  }
}

/// What the numbers say: a limit used to 80 % or more, an error rate of 5 % or more, a mean latency
/// of 1 s or more, a key that expires within 7 days. In this order.
void append_alerts(std::string& out, const UsageView& view, const KeyLimits& limits,
                   const KeyLimits& used) {
  out += '[';
  for (std::size_t i = 0; i < kRates.size(); ++i) {
    const std::int64_t rate = percent(used.*kRates[i].limit, limits.*kRates[i].limit);
    if (rate < 80'00) continue;
    append_alert(
        out, "rate_limit",
        hundredths(rate) + "% of the requests per " + std::string(kUnits.at(i)) + " are used",
        "high", "Spread the requests out or move to a higher tier");
  }
  if (const auto rate = percent(view.total.failed, view.total.requests); rate >= 5'00) {
    append_alert(out, "error_rate", hundredths(rate) + "% of the requests failed", "high",
                 "Look at errors.byType for the cause");
  }
  if (const auto mean = average(view.total.latency_ms, view.total.requests); mean >= 1000'00) {
    append_alert(out, "latency", "The average latency is " + hundredths(mean) + " ms", "medium",
                 "Look at breakdown.byEndpoint for the slow endpoints");
  }
  append_expiry_alerts(out, view.selection, view.window.to);
  out += ']';
}

}  // namespace

void append_limits(std::string& out, const UsageView& view) {
  const KeyLimits limits = limits_of(view.selection, view.query);
  const KeyLimits used = used_by(view.selection, view.window.to);
  append_name(out, "rateLimits");
  append_rate_limits(out, limits, used);
  append_name(out, "alerts");
  append_alerts(out, view, limits, used);
}

}  // namespace mockmeter::zkscore
