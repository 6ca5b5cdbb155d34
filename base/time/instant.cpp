#include "base/time/instant.h"

#include <algorithm>

#include "base/time/append_date_time.h"

namespace mockmeter {

std::optional<Instant> parse_rfc3339(std::string_view text) {
  constexpr std::size_t kMaxDigits = 9;
  const auto read = parse_rfc3339_timestamp(text, kMaxDigits);
  return read ? std::optional(clamp_to_instant(*read)) : std::nullopt;
}

std::optional<Instant> parse_rfc3339_any_case(std::string text) {
  std::ranges::replace(text, 't', 'T');
  std::ranges::replace(text, 'z', 'Z');
  return parse_rfc3339(text);
}

Instant clamp_to_instant(Timestamp time) {
  return std::chrono::time_point_cast<std::chrono::nanoseconds>(
      std::clamp<Timestamp>(time, kEarliest, kLatest));
}

void append_rfc3339(std::string& out, Instant instant) {
  append_date_time(out, instant, 'T', Fraction::kShortest, "Z");
}

std::string format_rfc3339(Instant instant) {
  std::string out;
  append_rfc3339(out, instant);
  return out;
}

std::string format_rfc3339_millis(Instant instant) {
  std::string out;
  append_date_time(out, instant, 'T', Fraction::kMilliseconds, "Z");
  return out;
}

void append_go_string(std::string& out, Instant instant) {
  append_date_time(out, instant, ' ', Fraction::kShortest, " +0000 UTC");
}

void append_go_millis(std::string& out, Instant instant) {
  append_date_time(out, instant, ' ', Fraction::kMilliseconds, " +0000 UTC");
}

}  // namespace mockmeter
