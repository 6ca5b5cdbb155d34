#include "base/time/date_time_reader.h"

#include <algorithm>

#include "base/text/ascii.h"

namespace mockmeter {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::sys_days;

int DateTimeReader::number(std::size_t count, int highest) {
  int value = 0;
  ok_ = ok_ && rest_.size() >= count;
  for (std::size_t i = 0; ok_ && i < count; ++i) {
    ok_ = is_digit(rest_[i]);
    value = value * 10 + (rest_[i] - '0');
  }
  ok_ = ok_ && value <= highest;
  if (!ok_) return 0;
  rest_.remove_prefix(count);
  return value;
}

bool DateTimeReader::skip(std::string_view wanted) {
  if (!rest_.starts_with(wanted)) return false;
  rest_.remove_prefix(wanted.size());
  return true;
}

int DateTimeReader::one_of(std::span<const std::string_view> words) {
  const auto found =
      std::ranges::find_if(words, [this](std::string_view word) { return skip(word); });
  ok_ = ok_ && found != words.end();
  return ok_ ? static_cast<int>(found - words.begin()) : -1;
}

sys_days DateTimeReader::date() {
  const int year = number(4, 9999);
  expect("-");
  const int month = number(2, 12);
  expect("-");
  return day(year, month, number(2, 31));
}

sys_days DateTimeReader::day(int year, int month, int day_of_month) {
  const auto date = std::chrono::year{year} / month / day_of_month;
  ok_ = ok_ && date.ok();
  return ok_ ? sys_days{date} : sys_days{};
}

seconds DateTimeReader::time_of_day() {
  const int hour = number(2, 23);
  expect(":");
  const int minute = number(2, 59);
  expect(":");
  const int second = number(2, 59);
  return seconds{(hour * 60 + minute) * 60 + second};
}

nanoseconds DateTimeReader::fraction(std::size_t most) {
  if (!skip(".")) return {};
  nanoseconds value{0};
  std::size_t digits = 0;
  for (nanoseconds unit{100'000'000}; digits < rest_.size() && is_digit(rest_[digits]);
       unit /= 10) {
    value += (rest_[digits++] - '0') * unit;  // from the tenth digit on the unit is 0
  }
  ok_ = ok_ && digits >= 1 && digits <= most;
  rest_.remove_prefix(digits);
  return value;
}

seconds DateTimeReader::offset(bool needs_colon) {
  const bool east = skip("+");
  if (!east) expect("-");
  const int hour = number(2, 23);
  ok_ = (skip(":") || !needs_colon) && ok_;
  const int minute = number(2, 59);
  const seconds offset{(hour * 60 + minute) * 60};
  return east ? offset : -offset;
}

}  // namespace mockmeter
