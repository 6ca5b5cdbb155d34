#include "base/time/instant.h"

#include <array>
#include <cstring>

#include "base/time/date_time.h"

namespace mockmeter {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// The years 0000 to 9999 do not fit into nanoseconds, so the range is checked in seconds.
Instant clamp_to_range(const DateTime& read) {
  if (read.second < std::chrono::floor<seconds>(kEarliest)) return kEarliest;
  if (read.second >= std::chrono::floor<seconds>(kLatest)) return kLatest;
  return read.second + read.fraction;
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
  const auto read = read_rfc3339(text, 9);
  return read ? std::optional(clamp_to_range(*read)) : std::nullopt;
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

std::string format_rfc3339_millis(Instant instant) {
  const Fields fields = split(instant);
  Line line;
  put_date_and_clock(line, fields, 'T');
  line.millis(fields.nanos);
  line.character('Z');
  return std::string(line.view());
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
