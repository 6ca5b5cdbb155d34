#include "server/providers/upstash/billing.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "server/metering/integers.h"
#include "server/metering/window.h"
#include "server/providers/upstash/world.h"

namespace mockmeter::upstash {
namespace {

using std::chrono::days;

// Source: pricing page: "$1 per 100K messages" stands under pay as you go alone; a fixed plan has
// "a flat price", and the free plan costs nothing.
BillingTerm term_of(const Json& members, Instant from) {
  const bool is_fixed = !members.value("reserved_type", "").empty();
  if (is_fixed) return {from, members.value("reserved_price", std::int64_t{0}), false};
  return {from, 0, members.value("type", "") == "paid"};
}

/// One term, until it ends.
struct Billed {
  const BillingTerm& term;
  Window window;
};

/// How many days it touches between `month` and `edge`, the first and the last one included.
/// Inferred: a day is billed whole once it has begun, as 5.806 on the day of an upgrade is.
std::int64_t days_begun(const Billed& billed, Instant month, Instant edge) {
  const Instant from = std::max(billed.window.from, month);
  const Instant until = std::min(billed.window.to, edge);
  if (until <= from) return 0;
  return (std::chrono::ceil<days>(until) - std::chrono::floor<days>(from)).count();
}

void add_days(Levels& levels, std::span<const Instant> edges, const Billed& billed) {
  const Window month = month_of(edges.front());
  const std::int64_t days_in_month = (month.to - month.from) / days(1);
  const std::int64_t milli_dollars_per_month = billed.term.dollars_per_month * 1000;
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const std::int64_t begun = days_begun(billed, month.from, edges[k]);
    levels[k] += begun * milli_dollars_per_month / days_in_month;
  }
}

void add_messages(Levels& levels, const Levels& requests, const Billed& billed,
                  const Usage& usage) {
  constexpr UInt128 kPerMilliDollar = 100'000'000;  // requests x micro-dollars
  const auto price = static_cast<UInt128>(usage.micro_dollars_per_100k);
  const std::int64_t first = usage.requests_at(billed.window.from);
  const std::int64_t last = usage.requests_at(billed.window.to);
  for (std::size_t k = 0; k < levels.size(); ++k) {
    const auto count = static_cast<UInt128>(std::clamp(requests[k], first, last) - first);
    levels[k] += static_cast<std::int64_t>(count * price / kPerMilliDollar);
  }
}

/// What the terms make of it, in thousandths of a dollar.
Levels milli_dollars(const User& user, std::span<const Instant> edges, const Levels& requests,
                     FixedPlans fixed_plans) {
  Levels levels(edges.size());
  for (auto term = user.billing.begin(); term != user.billing.end(); ++term) {
    const auto next = std::next(term);
    const Instant end = next == user.billing.end() ? user.life.to : next->from;
    if (end <= edges.front() || end <= term->from) continue;  // it adds as much to every edge
    const Billed billed{*term, {term->from, end}};
    if (term->counts_messages) add_messages(levels, requests, billed, *user.usage);
    if (fixed_plans == FixedPlans::kByDays) add_days(levels, edges, billed);
  }
  return levels;
}

/// The same for one window, in millionths.
std::uint64_t made_micro_dollars(const User& user, Window window, FixedPlans fixed_plans) {
  const std::array<Instant, 2> edges{window.from, window.to};
  const Levels requests{user.usage->requests_at(window.from), user.usage->requests_at(window.to)};
  const Levels levels = milli_dollars(user, edges, requests, fixed_plans);
  return static_cast<std::uint64_t>((levels.back() - levels.front()) * 1000);
}

}  // namespace

std::vector<BillingTerm> initial_terms(const Json& members, Instant created) {
  const Instant upgraded =
      from_unix_seconds(members.at("last_plan_upgrade_time").get<std::int64_t>());
  BillingTerm term = term_of(members, std::max(created, upgraded));
  // Choice: who came to a fixed plan paid for messages before, who came to another one nothing.
  const BillingTerm before{created, 0, term.dollars_per_month > 0};
  if (upgraded <= created) return {term};
  return {before, term};
}

void change_terms(User& user, Instant now) {
  // A clock that was set back forgets what it came from.
  std::erase_if(user.billing, [now](const BillingTerm& term) { return term.from > now; });
  const BillingTerm next = term_of(user.members.json(), now);
  const bool is_the_same =
      !user.billing.empty() && next == BillingTerm{now, user.billing.back().dollars_per_month,
                                                   user.billing.back().counts_messages};
  if (!is_the_same) user.billing.push_back(next);
}

Levels micro_dollars(const User& user, std::span<const Instant> edges, const Levels& requests,
                     FixedPlans fixed_plans) {
  const RecordedCounter* recorded = user.usage->recorded.micro_dollars();
  Levels levels = milli_dollars(user, edges, requests, fixed_plans);
  for (std::int64_t& level : levels) level *= 1000;
  if (recorded == nullptr) return levels;
  for (std::size_t k = 0; k + 1 < levels.size(); ++k) {
    const std::uint64_t billed = recorded->in({edges[k], edges[k + 1]}, [&](Window window) {
      return made_micro_dollars(user, window, fixed_plans);
    });
    levels[k + 1] = saturating_add(levels[k], static_cast<std::int64_t>(billed));
  }
  return levels;
}

}  // namespace mockmeter::upstash
