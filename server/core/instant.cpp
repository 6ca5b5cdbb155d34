#include "server/core/instant.h"

#include <array>
#include <cstring>

#include "base/ascii.h"

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

/// Reads a text from the left. A failed step leaves `ok` false, and every later step fails too.
class DateTimeReader {
 public:
  explicit DateTimeReader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  /// Exactly `count` digits, their value at most `highest`.
  int number(std::size_t count, int highest) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = next();
      ok_ = ok_ && is_digit(c);
      value = value * 10 + (c - '0');
    }
    ok_ = ok_ && value <= highest;
    return ok_ ? value : 0;
  }

  void expect(char wanted) { ok_ = next() == wanted && ok_; }

  bool skip(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// 1 to 9 digits behind a decimal point, as nanoseconds.
  nanoseconds fraction() {
    std::int64_t value = 0;
    int digits = 0;
    for (; ok_ && digits < 10 && !rest_.empty() && is_digit(rest_.front()); ++digits) {
      value = value * 10 + (next() - '0');
    }
    ok_ = ok_ && digits >= 1 && digits <= 9;
    if (!ok_) return {};
    for (; digits < 9; ++digits) value *= 10;
    return nanoseconds{value};
  }

 private:
  char next() {
    if (!ok_ || rest_.empty()) {
      ok_ = false;
      return '0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<sys_days> read_date(DateTimeReader& in) {
  const std::chrono::year year{in.number(4, 9999)};
  in.expect('-');
  const auto month = static_cast<unsigned>(in.number(2, 12));
  in.expect('-');
  const auto day = static_cast<unsigned>(in.number(2, 31));
  const year_month_day date{year, std::chrono::month{month}, std::chrono::day{day}};
  if (!in.ok() || !date.ok()) return std::nullopt;
  return sys_days{date};
}

seconds read_time_of_day(DateTimeReader& in) {
  const int hour = in.number(2, 23);
  in.expect(':');
  const int minute = in.number(2, 59);
  in.expect(':');
  const int second = in.number(2, 59);
  return seconds{(hour * 60 + minute) * 60 + second};
}

seconds read_offset(DateTimeReader& in) {
  if (in.skip('Z')) return seconds{0};
  const bool east = in.skip('+');
  if (!east) in.expect('-');
  const int hour = in.number(2, 23);
  in.expect(':');
  const int minute = in.number(2, 59);
  const seconds offset{(hour * 60 + minute) * 60};
  return east ? offset : -offset;
}

/// The years 0000 to 9999 do not fit into nanoseconds, so the range is checked in seconds.
Instant clamp_to_range(sys_seconds whole, nanoseconds fraction) {
  if (whole < std::chrono::floor<seconds>(kEarliest)) return kEarliest;
  if (whole >= std::chrono::floor<seconds>(kLatest)) return kLatest;
  return whole + fraction;
}

constexpr auto kTwoDigits = [] {
  std::array<char, 200> table{};
  for (std::size_t i = 0; i < 100; ++i) {
    table[2 * i] = static_cast<char>('0' + i / 10);
    table[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return table;
}();

/// A text of known, small length: no checks, no allocation until it is appended.
class Line {
 public:
  void text(std::string_view text) {
    std::memcpy(end_, text.data(), text.size());
    end_ += text.size();
  }
  void character(char c) { *end_++ = c; }
  void two(std::uint32_t value) {
    std::memcpy(end_, &kTwoDigits[2 * std::size_t{value}], 2);
    end_ += 2;
  }
  void four(std::uint32_t value) {
    two(value / 100);
    two(value % 100);
  }
  /// "." and the first digits of nine, trailing zeros cut off; nothing at all for zero.
  void fraction(std::uint32_t nanos) {
    if (nanos == 0) return;
    nine_digits(nanos);
    while (end_[-1] == '0') --end_;
  }
  void millis(std::uint32_t nanos) {
    nine_digits(nanos);
    end_ -= 6;
  }
  std::string_view view() const {
    return {buffer_.data(), static_cast<std::size_t>(end_ - buffer_.data())};
  }

 private:
  void nine_digits(std::uint32_t nanos) {
    character('.');
    character(static_cast<char>('0' + nanos / 100'000'000));
    four(nanos / 10'000 % 10'000);
    four(nanos % 10'000);
  }

  std::array<char, 48> buffer_;
  char* end_ = buffer_.data();
};

struct Fields {
  sys_days day;
  std::uint32_t year, month, day_of_month, hour, minute, second, nanos;
};

Fields split(Instant instant) {
  const sys_days day = std::chrono::floor<days>(instant);
  const year_month_day date{day};
  const auto nanos = static_cast<std::uint64_t>((instant - day).count());
  const auto second = static_cast<std::uint32_t>(nanos / 1'000'000'000);
  return {.day = day,
          .year = static_cast<std::uint32_t>(static_cast<int>(date.year())),
          .month = static_cast<unsigned>(date.month()),
          .day_of_month = static_cast<unsigned>(date.day()),
          .hour = second / 3600,
          .minute = second / 60 % 60,
          .second = second % 60,
          .nanos = static_cast<std::uint32_t>(nanos % 1'000'000'000)};
}

void put_clock(Line& line, const Fields& f) {
  line.two(f.hour);
  line.character(':');
  line.two(f.minute);
  line.character(':');
  line.two(f.second);
}

void put_date_and_clock(Line& line, const Fields& f, char between) {
  line.four(f.year);
  line.character('-');
  line.two(f.month);
  line.character('-');
  line.two(f.day_of_month);
  line.character(between);
  put_clock(line, f);
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
  DateTimeReader in(text);
  const std::optional<sys_days> day = read_date(in);
  if (!day) return std::nullopt;
  in.expect('T');
  const seconds time_of_day = read_time_of_day(in);
  const nanoseconds fraction = in.skip('.') ? in.fraction() : nanoseconds{0};
  const seconds offset = read_offset(in);
  if (!in.ok() || !in.at_end()) return std::nullopt;
  return clamp_to_range(*day + time_of_day - offset, fraction);
}

void append_rfc3339(std::string& out, Instant instant) {
  const Fields fields = split(instant);
  Line line;
  put_date_and_clock(line, fields, 'T');
  line.fraction(fields.nanos);
  line.character('Z');
  out.append(line.view());
}

std::string format_rfc3339(Instant instant) {
  std::string out;
  append_rfc3339(out, instant);
  return out;
}

void append_go_string(std::string& out, Instant instant) {
  const Fields fields = split(instant);
  Line line;
  put_date_and_clock(line, fields, ' ');
  line.fraction(fields.nanos);
  line.text(" +0000 UTC");
  out.append(line.view());
}

void append_go_millis(std::string& out, Instant instant) {
  const Fields fields = split(instant);
  Line line;
  put_date_and_clock(line, fields, ' ');
  line.millis(fields.nanos);
  line.text(" +0000 UTC");
  out.append(line.view());
}

std::string format_http_date(Instant instant) {
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const Fields fields = split(instant);
  const unsigned weekday = std::chrono::weekday{fields.day}.c_encoding();
  Line line;
  line.text(kDays.substr(3 * weekday, 3));
  line.text(", ");
  line.two(fields.day_of_month);
  line.character(' ');
  line.text(kMonths.substr(3 * (fields.month - 1), 3));
  line.character(' ');
  line.four(fields.year);
  line.character(' ');
  put_clock(line, fields);
  line.text(" GMT");
  return std::string(line.view());
}

}  // namespace mockmeter
