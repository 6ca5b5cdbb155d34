#include "base/time/timestamp.h"

#include "base/time/append_date_time.h"
#include "base/time/date_time_reader.h"

namespace mockmeter {
namespace {

using std::chrono::seconds;
using std::chrono::sys_days;

seconds read_zone(DateTimeReader& in) { return in.skip("Z") ? seconds{0} : in.offset(true); }

/// The name of UTC or an offset. Go writes more behind it that says nothing new: " NZDT m=+0.012".
seconds read_any_zone(DateTimeReader& in) {
  if (in.skip("Z") || in.skip("z")) return {};
  in.skip(" ");
  const bool is_utc = in.skip("UTC") || in.skip("GMT") || in.skip("Z");
  const seconds offset = is_utc ? seconds{0} : in.offset(false);
  if (in.rest().starts_with(' ')) in.skip(in.rest());
  return offset;
}

std::optional<Timestamp> parse(std::string_view text, std::size_t max_digits, bool is_strict) {
  DateTimeReader in(text);
  const sys_days day = in.date();
  if (is_strict || (!in.skip("t") && !in.skip(" "))) in.expect("T");
  const seconds time_of_day = in.time_of_day();
  const std::chrono::nanoseconds fraction = in.fraction(max_digits);
  const seconds offset = is_strict ? read_zone(in) : read_any_zone(in);
  if (!in.is_done()) return std::nullopt;
  return Timestamp(day) + time_of_day - offset + fraction;
}

}  // namespace

std::optional<Timestamp> parse_rfc3339_timestamp(std::string_view text, std::size_t max_digits) {
  return parse(text, max_digits, true);
}

std::optional<Timestamp> parse_any_timestamp(std::string_view text) {
  return parse(text, text.size(), false);
}

std::optional<sys_days> parse_date(std::string_view text) {
  DateTimeReader in(text);
  const sys_days day = in.date();
  return in.is_done() ? std::optional(day) : std::nullopt;
}

std::string format_date(sys_days date) {
  return to_string(date).substr(0, std::string_view("YYYY-MM-DD").size());
}

std::string to_string(Timestamp time) {
  constexpr Timestamp kFirst{sys_days{std::chrono::year{0} / 1 / 1}};
  constexpr Timestamp kBehind{sys_days{std::chrono::year{10'000} / 1 / 1}};
  if (time < kFirst || time >= kBehind) return '@' + std::to_string(unix_seconds(time));
  std::string out;
  append_date_time(out, time, 'T', Fraction::kShortest, "Z");
  return out;
}

}  // namespace mockmeter
