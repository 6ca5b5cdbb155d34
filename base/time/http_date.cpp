#include "base/time/http_date.h"

#include <array>
#include <ctime>

#include "base/time/date_time_reader.h"

namespace mockmeter {
namespace {

using std::chrono::floor;
using std::chrono::year_month_day;

using Weekdays = std::array<std::string_view, 7>;
constexpr Weekdays kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                             "Thursday", "Friday", "Saturday"};
constexpr Weekdays kShortWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The last date whose year ends with these two digits that is at most 50 years behind `now`.
int whole_year(int two_digits, int month, int day_of_month, Timestamp now) {
  const auto last = year_month_day{floor<std::chrono::days>(now)} + std::chrono::years{50};
  const int year = static_cast<int>(last.year());
  const int same_century = year - (year - two_digits) % 100;
  const year_month_day date = std::chrono::year{same_century} / month / day_of_month;
  return date > last ? same_century - 100 : same_century;
}

/// IMF-fixdate, and that of RFC 850 whose year has two digits.
std::optional<Timestamp> read_gmt(std::string_view text, const Weekdays& weekdays,
                                  std::string_view separator, std::size_t digits, Timestamp now) {
  DateTimeReader in(text);
  in.one_of(weekdays);
  in.expect(", ");
  const int day_of_month = in.number(2, 31);
  in.expect(separator);
  const int month = in.one_of(kMonths) + 1;
  in.expect(separator);
  const int written = in.number(digits, 9999);
  const int year = digits == 2 ? whole_year(written, month, day_of_month, now) : written;
  in.expect(" ");
  const Timestamp time = in.day(year, month, day_of_month) + in.time_of_day();
  in.expect(" GMT");
  return in.is_done() ? std::optional(time) : std::nullopt;
}

std::optional<Timestamp> read_asctime(std::string_view text) {
  DateTimeReader in(text);
  in.one_of(kShortWeekdays);
  in.expect(" ");
  const int month = in.one_of(kMonths) + 1;
  in.expect(" ");
  const int day_of_month = in.skip(" ") ? in.number(1, 9) : in.number(2, 31);
  in.expect(" ");
  const std::chrono::seconds time_of_day = in.time_of_day();
  in.expect(" ");
  const Timestamp time = in.day(in.number(4, 9999), month, day_of_month) + time_of_day;
  return in.is_done() ? std::optional(time) : std::nullopt;
}

/// strftime(3) in UTC and in English: a program that embeds the server may have a locale of its
/// own.
std::string written(Instant instant, const char* format) {
  static const locale_t kEnglish = newlocale(LC_ALL_MASK, "C", nullptr);
  const std::time_t time = unix_seconds(instant);
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 48> text{};
  return {text.data(), strftime_l(text.data(), text.size(), format, &utc, kEnglish)};
}

}  // namespace

std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now) {
  if (const auto time = read_gmt(text, kShortWeekdays, " ", 4, now)) return time;
  if (const auto time = read_gmt(text, kWeekdays, "-", 2, now)) return time;
  return read_asctime(text);
}

std::string format_http_date(Instant instant) { return written(instant, "%a, %d %b %Y %T GMT"); }

std::string format_rfc850_date(Instant instant) { return written(instant, "%A, %d-%b-%y %T GMT"); }

std::string format_asctime_date(Instant instant) { return written(instant, "%a %b %e %T %Y"); }

std::string_view weekday_name(std::chrono::weekday weekday) {
  return kWeekdays[weekday.c_encoding()];
}

}  // namespace mockmeter
