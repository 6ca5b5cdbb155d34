#include "server/providers/neon/go_time.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "base/text/ascii.h"

namespace mockmeter::neon {
namespace {

constexpr std::string_view kLayout = "2006-01-02T15:04:05Z07:00";

bool has_digit(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(text[at]);
}

int digit(char c) { return c - '0'; }

/// Go's quoting of error texts: what is not printable ASCII becomes \xNN, byte by byte.
std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || byte < 0x20) {
      out += "\\x";
      append_hex(out, byte, 2);
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

std::string cannot_parse(std::string_view text, std::string_view rest, std::string_view element) {
  return "parsing time " + quote(text) + " as " + quote(kLayout) + ": cannot parse " + quote(rest) +
         " as " + quote(element);
}

/// The fields of a date-time as they are read, left to right.
struct Fields {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t nanoseconds = 0;
  int offset_minutes = 0;
};

/// Takes one or two digits; exactly two when `fixed`. False, and nothing taken, otherwise.
bool take_number(std::string_view& rest, bool fixed, int& value) {
  if (!has_digit(rest, 0)) return false;
  if (!has_digit(rest, 1)) {
    if (fixed) return false;
    value = digit(rest[0]);
    rest.remove_prefix(1);
    return true;
  }
  value = digit(rest[0]) * 10 + digit(rest[1]);
  rest.remove_prefix(2);
  return true;
}

bool take_year(std::string_view& rest, Fields& fields) {
  for (std::size_t i = 0; i < 4; ++i) {
    if (!has_digit(rest, i)) return false;
    fields.year = fields.year * 10 + digit(rest[i]);
  }
  rest.remove_prefix(4);
  return true;
}

void take_fraction(std::string_view& rest, Fields& fields) {
  if (rest.size() < 2 || (rest[0] != '.' && rest[0] != ',') || !has_digit(rest, 1)) return;
  rest.remove_prefix(1);
  for (std::int64_t unit = 100'000'000; has_digit(rest, 0); unit /= 10) {
    fields.nanoseconds += digit(rest[0]) * unit;  // from the tenth digit on the unit is 0
    rest.remove_prefix(1);
  }
}

/// "Z", or a sign, hh:mm. The reason in `out_of_range` when only the size of a number is wrong.
bool take_zone(std::string_view& rest, Fields& fields, std::string_view& out_of_range) {
  if (rest.starts_with('Z')) {
    rest.remove_prefix(1);
    return true;
  }
  if (rest.size() < 6 || rest[3] != ':') return false;
  const char sign = rest[0];
  std::string_view hour_text = rest.substr(1, 2);
  std::string_view minute_text = rest.substr(4, 2);
  int hour = 0;
  int minute = 0;
  if (!take_number(hour_text, true, hour) || !take_number(minute_text, true, minute)) return false;
  rest.remove_prefix(6);
  if (hour > 24) out_of_range = "time zone offset hour";
  if (minute > 60) out_of_range = "time zone offset minute";
  fields.offset_minutes = (sign == '-' ? -1 : 1) * (hour * 60 + minute);
  return sign == '+' || sign == '-';
}

/// One element of the layout: what comes before it, how it is spelt, and where its number goes.
struct Element {
  std::string_view prefix;
  std::string_view name;
  int Fields::*field;
  bool fixed;
  int least;
  int most;
  std::string_view range_name;
};

// The day is checked at the end, when month and year are known. The hour may have one digit.
constexpr std::array<Element, 5> kNumbers{{
    {"-", "01", &Fields::month, true, 1, 12, "month"},
    {"-", "02", &Fields::day, true, 0, 99, "day"},
    {"T", "15", &Fields::hour, false, 0, 23, "hour"},
    {":", "04", &Fields::minute, true, 0, 59, "minute"},
    {":", "05", &Fields::second, true, 0, 59, "second"},
}};

std::string out_of_range(std::string_view text, std::string_view what) {
  return "parsing time " + quote(text) + ": " + std::string(what) + " out of range";
}

/// Reads one number of the date-time; the error message, or nothing.
std::string read_number(const Element& element, std::string_view text, std::string_view& rest,
                        Fields& fields) {
  if (!rest.starts_with(element.prefix)) return cannot_parse(text, rest, element.prefix);
  rest.remove_prefix(element.prefix.size());
  int& value = fields.*element.field;
  if (!take_number(rest, element.fixed, value)) return cannot_parse(text, rest, element.name);
  if (value < element.least || value > element.most) return out_of_range(text, element.range_name);
  return {};
}

std::string read_zone(std::string_view text, std::string_view& rest, Fields& fields) {
  const std::string_view before = rest;
  std::string_view wrong_range;
  const bool ok = take_zone(rest, fields, wrong_range);
  if (!wrong_range.empty()) return out_of_range(text, wrong_range);
  if (!ok) return cannot_parse(text, before, "Z07:00");
  if (!rest.empty()) return "parsing time " + quote(text) + ": extra text: " + quote(rest);
  return {};
}

std::chrono::year_month_day date_of(const Fields& fields) {
  return std::chrono::year{fields.year} / fields.month / fields.day;
}

Instant instant_of(const Fields& fields) {
  return clamp_to_instant(
      Timestamp(std::chrono::sys_days(date_of(fields))) + std::chrono::hours(fields.hour) +
      std::chrono::minutes(fields.minute - fields.offset_minutes) +
      std::chrono::seconds(fields.second) + std::chrono::nanoseconds(fields.nanoseconds));
}

}  // namespace

GoTime parse_go_time(std::string_view text) {
  Fields fields;
  std::string_view rest = text;
  if (!take_year(rest, fields)) return {{}, cannot_parse(text, rest, "2006")};
  for (const Element& element : kNumbers) {
    if (auto error = read_number(element, text, rest, fields); !error.empty()) return {{}, error};
  }
  take_fraction(rest, fields);
  if (auto error = read_zone(text, rest, fields); !error.empty()) return {{}, error};
  if (!date_of(fields).ok()) return {{}, out_of_range(text, "day")};
  return {instant_of(fields), {}};
}

}  // namespace mockmeter::neon
