#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace mockmeter {

/// Reads a date and a time from the front of a text. A failed step leaves ok() false, and every
/// later step fails too.
class DateTimeReader {
 public:
  explicit DateTimeReader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  std::string_view rest() const { return rest_; }
  void fail() { ok_ = false; }

  /// Exactly `count` digits, their value at most `highest`.
  int number(std::size_t count, int highest);
  void expect(char wanted) { ok_ = skip(wanted) && ok_; }
  bool skip(char wanted) { return skip(std::string_view(&wanted, 1)); }
  bool skip(std::string_view wanted);

  /// "2026-05-20", a day that the calendar has.
  std::chrono::sys_days date();
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

/// A point in time, UTC. Nanoseconds since 1970 would not reach from the year 0000 to 9999.
struct DateTime {
  std::chrono::sys_seconds second;
  std::chrono::nanoseconds fraction;
};

/// Reads RFC 3339, strictly: "T" and "Z" in upper case, any offset, fractions of at most
/// `most_digits`. Empty when the text is anything else.
/// Source: RFC 3339 section 5.6; no leap seconds, as in Go's time.Parse.
std::optional<DateTime> read_rfc3339(std::string_view text, std::size_t most_digits);

}  // namespace mockmeter
