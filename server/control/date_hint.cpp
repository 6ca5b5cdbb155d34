#include "server/control/date_hint.h"

#include <algorithm>

namespace mockmeter {
namespace {

// Choice: the next midnight of any time zone is no further ahead, and a fair place to begin.
constexpr std::chrono::days kFar{1};

constexpr std::size_t kShortest = std::string_view("2026-05-20T12:00:00Z").size();

std::optional<Instant> earliest_of(const Query& query) {
  std::optional<Instant> earliest;
  for (const Query::Parameter& parameter : query) {
    if (parameter.value.size() < kShortest) continue;
    const auto instant = parse_rfc3339(parameter.value);
    if (instant) earliest = std::min(earliest.value_or(*instant), *instant);
  }
  return earliest;
}

}  // namespace

std::optional<std::string> date_hint(const Query& query, Instant now) {
  const auto earliest = earliest_of(query);
  if (!earliest || *earliest <= now + kFar) return std::nullopt;
  const auto days = (unix_seconds(*earliest) - unix_seconds(now)) / 86'400;
  return "the mock's clock stands at " + format_rfc3339(now) + "; your dates are " +
         std::to_string(days) + (days == 1 ? " day" : " days") +
         " ahead of it; use --clock now or PUT /__admin/clock";
}

}  // namespace mockmeter
