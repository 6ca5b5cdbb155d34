#include "conformance/adapters/reference/common/instant.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace reference {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// Takes that many digits off the front of a text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  // What nanoseconds in 64 bits can hold.
  if (!date.ok() || *year < 1678 || *year > 2261) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<seconds> take_time_of_day(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || !take(text, ":")) return std::nullopt;
  const auto second = take_number(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + seconds(*second);
}

/// ".585757103"; what is finer than a nanosecond is cut off.
std::optional<nanoseconds> take_fraction(std::string_view& text) {
  if (!take(text, ".")) return nanoseconds(0);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 9; ++i) value = value * 10 + (i < digits ? text[i] - '0' : 0);
  text.remove_prefix(digits);
  return nanoseconds(value);
}

/// "Z", "+13:00", or Go's " +0000 UTC" with its monotonic reading, " m=+0.000", behind.
std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return seconds(0);
  const bool go = take(text, " ");
  if (text.empty()) return std::nullopt;
  const char sign = text.front();
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!go && !take(text, ":")) return std::nullopt;
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  if (go) text = {};
  const seconds offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return sign == '-' ? -offset : offset;
}

}  // namespace

std::optional<WallTime> parse_wall_time(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take(text, "Tt ")) return std::nullopt;
  const auto time = take_time_of_day(text);
  if (!time) return std::nullopt;
  const auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return WallTime{*date + *time + *fraction, *offset};
}

std::string to_text(Instant instant) {
  const auto whole = std::chrono::floor<seconds>(instant);
  const std::time_t time = std::chrono::system_clock::to_time_t(whole);
  std::tm fields{};
  gmtime_r(&time, &fields);
  char buffer[32];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%S", &fields);
  std::string text = buffer;
  if (const auto fraction = (instant - whole).count(); fraction != 0) {
    std::snprintf(buffer, sizeof buffer, ".%09lld", static_cast<long long>(fraction));
    text += buffer;
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + 'Z';
}

std::string to_local_text(Instant instant) {
  const seconds offset = local_offset(instant);
  std::string text = to_text(instant + offset);
  text.back() = offset < seconds(0) ? '-' : '+';
  const auto minutes = std::chrono::floor<std::chrono::minutes>(std::chrono::abs(offset)).count();
  const auto two_digits = [](auto number) { return std::to_string(100 + number).substr(1); };
  return text + two_digits(minutes / 60) + ':' + two_digits(minutes % 60);
}

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
  const std::string copy(text);
  for (const char* format :
       {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    std::tm fields{};
    const char* end = strptime(copy.c_str(), format, &fields);
    if (end != nullptr && *end == '\0') return std::chrono::sys_seconds(seconds(timegm(&fields)));
  }
  return std::nullopt;
}

seconds local_offset(Instant instant) {
  const std::time_t time =
      std::chrono::system_clock::to_time_t(std::chrono::floor<seconds>(instant));
  std::tm fields{};
  localtime_r(&time, &fields);
  return seconds(fields.tm_gmtoff);
}

}  // namespace reference
