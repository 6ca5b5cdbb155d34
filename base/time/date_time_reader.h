#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

namespace mockmeter {

/// Reads a date and a time from the front of a text. A failed step leaves ok() false, and every
/// later step fails too.
class DateTimeReader {
 public:
  explicit DateTimeReader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  /// Whether all of the text was read, without a failure.
  bool is_done() const { return ok_ && rest_.empty(); }
  std::string_view rest() const { return rest_; }

  /// Exactly `count` digits, their value at most `highest`.
  int number(std::size_t count, int highest);
  void expect(std::string_view wanted) { ok_ = skip(wanted) && ok_; }
  bool skip(std::string_view wanted);
  /// The index of the word that stands there among `words`; -1, a failure, when none does.
  int one_of(std::span<const std::string_view> words);

  /// "2026-05-20", a day that the calendar has.
  std::chrono::sys_days date();
  /// The day, if the calendar has it.
  std::chrono::sys_days day(int year, int month, int day_of_month);
  /// "12:00:00", without leap seconds.
  std::chrono::seconds time_of_day();
  /// ".5", if it is there: 1 to `most` digits. Those beyond nanoseconds are cut.
  std::chrono::nanoseconds fraction(std::size_t most);
  /// What "+13:00" lies east of UTC. `needs_colon`: else "+1300" is good, too.
  std::chrono::seconds offset(bool needs_colon);

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace mockmeter
