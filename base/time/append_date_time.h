#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace mockmeter {

enum class Fraction {
  kShortest,     ///< nothing for a whole second, else 1 to 9 digits without trailing zeros
  kMilliseconds  ///< always three digits, cut, not rounded
};

/// A text of up to 48 characters, without checks and allocations: the mock writes hundreds of times
/// for one response.
class DateTimeWriter {
 public:
  template <typename Duration>
  explicit DateTimeWriter(std::chrono::sys_time<Duration> time) {
    const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(time);
    const auto nanos = static_cast<std::uint64_t>((time - day).count());
    date_ = day;
    second_ = static_cast<std::uint32_t>(nanos / 1'000'000'000);
    nanos_ = static_cast<std::uint32_t>(nanos % 1'000'000'000);
  }

  void words(std::string_view words) {
    std::memcpy(end_, words.data(), words.size());
    end_ += words.size();
  }
  void date_and_time(char between) {
    four_digits(static_cast<std::uint32_t>(static_cast<int>(date_.year())));
    character('-');
    two_digits(static_cast<unsigned>(date_.month()));
    character('-');
    two_digits(static_cast<unsigned>(date_.day()));
    character(between);
    two_digits(second_ / 3600);
    character(':');
    two_digits(second_ / 60 % 60);
    character(':');
    two_digits(second_ % 60);
  }
  void fraction(Fraction form) {
    if (nanos_ == 0 && form == Fraction::kShortest) return;
    character('.');
    character(static_cast<char>('0' + nanos_ / 100'000'000));
    four_digits(nanos_ / 10'000 % 10'000);
    four_digits(nanos_ % 10'000);
    if (form == Fraction::kMilliseconds) end_ -= 6;
    while (form == Fraction::kShortest && end_[-1] == '0') --end_;
  }
  std::string_view text() const {
    return {buffer_.data(), static_cast<std::size_t>(end_ - buffer_.data())};
  }

 private:
  static constexpr auto kTwoDigits = [] {
    std::array<char, 200> table{};
    for (std::size_t i = 0; i < 100; ++i) {
      table[2 * i] = static_cast<char>('0' + i / 10);
      table[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return table;
  }();

  void character(char c) { *end_++ = c; }
  void two_digits(std::uint32_t value) {
    std::memcpy(end_, &kTwoDigits[2 * std::size_t{value}], 2);
    end_ += 2;
  }
  void four_digits(std::uint32_t value) {
    two_digits(value / 100);
    two_digits(value % 100);
  }

  std::chrono::year_month_day date_;
  std::uint32_t second_;  // of the day
  std::uint32_t nanos_;
  std::array<char, 48> buffer_;
  char* end_ = buffer_.data();
};

/// Appends "2026-05-20T12:00:00", with this character between date and time, a fraction and a zone
/// of at most 12 characters. The year of the time has four digits.
template <typename Duration>
void append_date_time(std::string& out, std::chrono::sys_time<Duration> time, char between,
                      Fraction fraction, std::string_view zone) {
  DateTimeWriter text(time);
  text.date_and_time(between);
  text.fraction(fraction);
  text.words(zone);
  out.append(text.text());
}

}  // namespace mockmeter
