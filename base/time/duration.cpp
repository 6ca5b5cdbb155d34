#include "base/time/duration.h"

#include <array>
#include <cstdint>

#include "base/text/whole_number.h"
#include "base/time/date_time.h"

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kLongest = std::chrono::days{36'525};

struct DurationUnit {
  char letter;
  bool in_time;  // stands behind the "T"
  nanoseconds length;
};
// In the order in which they must appear, each at most once.
constexpr std::array<DurationUnit, 4> kUnits{{{'D', false, std::chrono::days{1}},
                                              {'H', true, std::chrono::hours{1}},
                                              {'M', true, std::chrono::minutes{1}},
                                              {'S', true, std::chrono::seconds{1}}}};

bool skip(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

/// 1 to 10 digits, which is enough for a hundred years of seconds.
std::optional<std::int64_t> take_number(std::string_view& text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits.size() <= 10 ? whole_number<std::int64_t>(digits) : std::nullopt;
}

/// 1 to 9 digits behind the decimal point of the seconds, if there is one.
std::optional<nanoseconds> take_fraction(std::string_view& text) {
  DateTimeReader reader(text);
  const nanoseconds fraction = reader.fraction(9);
  text = reader.rest();
  return reader.ok() ? std::optional(fraction) : std::nullopt;
}

/// The unit named by the first letter, among those from `next` on.
std::size_t find_unit(std::string_view text, std::size_t next, bool in_time) {
  while (next < kUnits.size() &&
         (text.empty() || kUnits[next].letter != text.front() || kUnits[next].in_time != in_time)) {
    ++next;
  }
  return next;
}

/// Everything behind the "P".
std::optional<nanoseconds> take_parts(std::string_view text) {
  nanoseconds total{0};
  bool in_time = false;
  std::size_t next = 0;
  while (!text.empty() || next == 0) {
    if (!in_time) in_time = skip(text, 'T');
    const auto count = take_number(text);
    if (!count) return std::nullopt;
    const auto fraction = take_fraction(text);
    const std::size_t found = find_unit(text, next, in_time);
    if (!fraction || found == kUnits.size()) return std::nullopt;
    const DurationUnit& unit = kUnits[found];
    if (*fraction != nanoseconds{0} && unit.letter != 'S') return std::nullopt;
    if (*count > (kLongest - total) / unit.length) return std::nullopt;
    total += *count * unit.length + *fraction;
    text.remove_prefix(1);
    next = found + 1;
  }
  return total <= kLongest ? std::optional(total) : std::nullopt;
}

}  // namespace

std::optional<nanoseconds> parse_iso_duration(std::string_view text) {
  const bool negative = skip(text, '-');
  if (!skip(text, 'P')) return std::nullopt;
  const auto length = take_parts(text);
  if (!length) return std::nullopt;
  return negative ? -*length : *length;
}

}  // namespace mockmeter
