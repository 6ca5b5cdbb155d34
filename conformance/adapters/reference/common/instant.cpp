#include "conformance/adapters/reference/common/instant.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace reference {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// Whether the text begins as the shape does. 0 stands for any digit, T for what may stand between
/// date and time, + for either sign.
bool begins_as(std::string_view shape, std::string_view text) {
  constexpr auto fits = [](char pattern, char c) {
    if (pattern == '0') return c >= '0' && c <= '9';
    if (pattern == 'T') return c == 'T' || c == 't' || c == ' ';
    return pattern == '+' ? c == '+' || c == '-' : c == pattern;
  };
  return text.size() >= shape.size() && std::equal(shape.begin(), shape.end(), text.begin(), fits);
}

/// The number of these digits.
int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Takes ".585757103" off the front of a text; what is finer than a nanosecond is cut off.
nanoseconds take_fraction(std::string_view& text) {
  if (!begins_as(".0", text)) return nanoseconds(0);
  text.remove_prefix(1);
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string digits(text.substr(0, std::min<std::size_t>(size, 9)));
  digits.resize(9, '0');
  text.remove_prefix(size);
  return nanoseconds(number(digits));
}

/// "Z", "+13:00", or Go's " +0000 UTC" with its monotonic reading, " m=+0.000", behind.
std::optional<seconds> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return seconds(0);
  const bool go = begins_as(" +0000", text);
  if (!go && (text.size() != 6 || !begins_as("+00:00", text))) return std::nullopt;
  if (go) text.remove_prefix(1);
  const int hours = number(text.substr(1, 2));
  const int minutes = number(text.substr(go ? 3 : 4, 2));
  if (hours > 23 || minutes > 59) return std::nullopt;
  const seconds offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  return text.front() == '-' ? -offset : offset;
}

}  // namespace

std::optional<WallTime> parse_wall_time(std::string_view text) {
  if (!begins_as("0000-00-00T00:00:00", text)) return std::nullopt;
  const int year = number(text.substr(0, 4));
  const std::chrono::year_month_day date(
      std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(number(text.substr(8, 2)))));
  const int hour = number(text.substr(11, 2));
  const int minute = number(text.substr(14, 2));
  const int second = number(text.substr(17, 2));
  // The years are what nanoseconds in 64 bits can hold.
  if (!date.ok() || year < 1678 || year > 2261 || hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  text.remove_prefix(19);
  const nanoseconds fraction = take_fraction(text);
  const auto offset = parse_offset(text);
  if (!offset) return std::nullopt;
  return WallTime{std::chrono::sys_days(date) + std::chrono::hours(hour) +
                      std::chrono::minutes(minute) + seconds(second) + fraction,
                  *offset};
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
