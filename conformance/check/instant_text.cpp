#include "conformance/check/instant_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "base/tables.h"
#include "base/text/whole_number.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

/// Either seconds or months are 0.
struct Length {
  Unit unit;
  std::string_view word;
  char letter;
  std::int64_t seconds;
  int months;
};
constexpr std::array<Length, 6> kLengths{{{Unit::kSecond, "second", 's', 1, 0},
                                          {Unit::kMinute, "minute", 'm', 60, 0},
                                          {Unit::kHour, "hour", 'h', 3'600, 0},
                                          {Unit::kDay, "day", 'd', 86'400, 0},
                                          {Unit::kMonth, "month", 'M', 0, 1},
                                          {Unit::kYear, "year", 'y', 0, 12}}};

Moment floored(const Moment& moment, std::int64_t length) {
  const auto since = moment.seconds % length;
  return {moment.seconds - (since < 0 ? since + length : since), 0};
}

year_month_day date_of(const Moment& moment) {
  return std::chrono::floor<days>(sys_seconds(std::chrono::seconds(moment.seconds)));
}

Moment moment_of(const year_month_day& date) {
  return {sys_seconds(sys_days(date)).time_since_epoch().count(), 0};
}

/// `months` divides a year.
Moment floored_to_months(const Moment& moment, int months) {
  const year_month_day date = date_of(moment);
  const int month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  return moment_of(date.year() / (month - month % months + 1) / 1);
}

/// The last day of a month that is too short, as calendars do.
Moment plus_months(const Moment& moment, int months) {
  const year_month_day date = date_of(moment);
  year_month_day moved = date + std::chrono::months(months);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return {moment_of(moved).seconds + moment.seconds - moment_of(date).seconds, moment.nanoseconds};
}

/// Takes "-7d" from the front; empty when something else stands there.
std::optional<Moment> moved(std::string_view& rest, const Moment& from) {
  const int sign = rest.front() == '-' ? -1 : 1;
  int count = 0;
  const char* const end = rest.data() + rest.size();
  const auto [stop, error] = std::from_chars(rest.data() + 1, end, count);
  if (error != std::errc{} || stop == end) return std::nullopt;
  const Length* length = find_by(kLengths, &Length::letter, *stop);
  if (length == nullptr) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()) + 1);
  if (length->months != 0) return plus_months(from, sign * count * length->months);
  return Moment{from.seconds + sign * count * length->seconds, from.nanoseconds};
}

std::optional<Moment> anchor(std::string_view name, const Moment& now) {
  if (name == "now") return Moment{now.seconds, 0};
  const auto unit = parse_unit(name);
  return unit ? std::optional(cut_to(*unit, now)) : std::nullopt;
}

/// "+13:00" in seconds.
std::optional<std::int64_t> offset_of(std::string_view text) {
  const std::string probe = "2000-01-01T00:00:00" + std::string(text);
  const auto local = parse_rfc3339(probe);
  const auto utc = parse_rfc3339("2000-01-01T00:00:00Z");
  return local && utc ? std::optional(utc->seconds - local->seconds) : std::nullopt;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
  const Length* found = find_by(kLengths, &Length::word, text);
  return found == nullptr ? std::nullopt : std::optional(found->unit);
}

Moment cut_to(Unit unit, const Moment& moment) {
  const Length& length = *find_by(kLengths, &Length::unit, unit);
  return length.months == 0 ? floored(moment, length.seconds)
                            : floored_to_months(moment, length.months);
}

Moment end_of(Unit unit, const Moment& begin) {
  const Length& length = *find_by(kLengths, &Length::unit, unit);
  if (length.months != 0) return plus_months(begin, length.months);
  return {begin.seconds + length.seconds, begin.nanoseconds};
}

std::optional<Moment> instant_of(std::string_view name, const Moment& now) {
  std::string_view rest = name.substr(std::min(name.find_first_of("+-"), name.size()));
  auto moment = anchor(name.substr(0, name.size() - rest.size()), now);
  while (moment && !rest.empty()) {
    if (rest.front() != '+' && rest.front() != '-') return std::nullopt;
    moment = moved(rest, *moment);
  }
  return moment;
}

std::optional<std::string> instant_text(std::string_view name, const Moment& now) {
  const std::size_t at = name.find('@');
  const auto moment = instant_of(name.substr(0, at), now);
  if (!moment) return std::nullopt;
  if (at == name.npos) return to_string(*moment);
  const std::string_view zone = name.substr(at + 1);
  if (zone == "unix") return std::to_string(moment->seconds);
  const auto offset = offset_of(zone);
  if (!offset) return std::nullopt;
  std::string text = to_string(Moment{moment->seconds + *offset, moment->nanoseconds});
  text.pop_back();  // the Z
  return text + std::string(zone);
}

std::optional<std::int64_t> seconds_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const Length* length = find_by(kLengths, &Length::letter, text.back());
  const auto count = whole_number<std::int64_t>(text.substr(0, text.size() - 1));
  if (length == nullptr || length->months != 0 || !count) return std::nullopt;
  return *count * length->seconds;
}

std::optional<Moment> parse_http_date(const std::string& text) {
  std::tm parts{};
  const char* const end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return Moment{static_cast<std::int64_t>(timegm(&parts)), 0};
}

}  // namespace mockmeter::conformance
