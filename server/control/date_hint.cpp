#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/control/mock.h"

namespace mockmeter {
namespace {

// Choice: the next midnight of any time zone is no further ahead, and a fair place to begin.
constexpr std::chrono::days kFar{1};

constexpr std::size_t kMinInstantBytes = std::string_view("2026-05-20T12:00:00Z").size();
// Choice: ten digits are unix seconds from 2001 to 2286; no documented number of anything else is
// as large.
constexpr std::size_t kUnixDigits = 10;

/// A date as the vendors write it: RFC 3339, or unix seconds. Empty for anything else.
std::optional<Instant> date_of(std::string_view text) {
  if (text.size() >= kMinInstantBytes) return parse_rfc3339(text);
  const auto seconds = text.size() == kUnixDigits ? parse_integer(text) : std::nullopt;
  return seconds && *seconds > 0 ? std::optional(from_unix_seconds(*seconds)) : std::nullopt;
}

std::optional<Instant> earliest_of(const Query& query) {
  std::optional<Instant> earliest;
  for (const Query::Parameter& parameter : query) {
    const auto instant = date_of(parameter.value);
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
