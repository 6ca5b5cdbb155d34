#include "conformance/check/instant_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/tables.h"
#include "base/time/date_time_reader.h"

namespace mockmeter::conformance {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Either seconds or months are 0.
struct Length {
  Unit unit;
  std::string_view word;
  char letter;
  seconds time;
  months calendar;
};
constexpr std::array<Length, 6> kLengths{
    {{Unit::kSecond, "second", 's', seconds{1}, months{0}},
     {Unit::kMinute, "minute", 'm', std::chrono::minutes{1}, months{0}},
     {Unit::kHour, "hour", 'h', std::chrono::hours{1}, months{0}},
     {Unit::kDay, "day", 'd', days{1}, months{0}},
     {Unit::kMonth, "month", 'M', seconds{0}, months{1}},
     {Unit::kYear, "year", 'y', seconds{0}, months{12}}}};

const Length& length_of(Unit unit) { return *find_by(kLengths, &Length::unit, unit); }

/// A month that is too short ends on its last day, as in calendars.
Timestamp moved(Timestamp moment, const Length& by, int count) {
  if (by.calendar == months{0}) return moment + count * by.time;
  const sys_days day = floor<days>(moment);
  year_month_day date = year_month_day{day} + count * by.calendar;
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return sys_days{date} + (moment - day);
}

/// Takes "-7d" from the front; empty when something else stands there.
std::optional<Timestamp> take_move(std::string_view& rest, Timestamp from) {
  int count = 0;
  const char* const end = rest.data() + rest.size();
  const auto [stop, error] = std::from_chars(rest.data() + 1, end, count);
  if (error != std::errc{} || stop == end) return std::nullopt;
  const Length* length = find_by(kLengths, &Length::letter, *stop);
  if (length == nullptr) return std::nullopt;
  const int sign = rest.front() == '-' ? -1 : 1;
  rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()) + 1);
  return moved(from, *length, sign * count);
}

std::optional<Timestamp> anchor(std::string_view name, Timestamp now) {
  const auto unit = name == "now" ? Unit::kSecond : parse_unit(name);
  return unit ? std::optional(cut_to(*unit, now)) : std::nullopt;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
  const Length* found = find_by(kLengths, &Length::word, text);
  return found == nullptr ? std::nullopt : std::optional(found->unit);
}

Timestamp cut_to(Unit unit, Timestamp moment) {
  const Length& length = length_of(unit);
  if (length.calendar == months{0}) return floor_to(moment, length.time);
  const year_month_day date{floor<days>(moment)};
  return sys_days{date.year() / (unit == Unit::kYear ? std::chrono::January : date.month()) / 1};
}

Timestamp end_of(Unit unit, Timestamp begin) { return moved(begin, length_of(unit), 1); }

std::optional<Timestamp> instant_of(std::string_view name, Timestamp now) {
  std::string_view rest = name.substr(std::min(name.find_first_of("+-"), name.size()));
  auto moment = anchor(name.substr(0, name.size() - rest.size()), now);
  while (moment && !rest.empty()) {
    if (rest.front() != '+' && rest.front() != '-') return std::nullopt;
    moment = take_move(rest, *moment);
  }
  return moment;
}

std::optional<std::string> instant_text(std::string_view name, Timestamp now) {
  const std::size_t at = name.find('@');
  const auto moment = instant_of(name.substr(0, at), now);
  if (!moment) return std::nullopt;
  if (at == name.npos) return to_string(*moment);
  const std::string_view zone = name.substr(at + 1);
  if (zone == "unix") return std::to_string(unix_seconds(*moment));
  DateTimeReader in(zone);
  const seconds offset = in.offset(true);
  if (!in.is_done()) return std::nullopt;
  std::string text = to_string(*moment + offset);
  text.pop_back();  // the Z
  return text + std::string(zone);
}

}  // namespace mockmeter::conformance
