#include "server/core/duration.h"

#include <array>
#include <cstdint>

#include "base/ascii.h"

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
  std::size_t digits = 0;
  std::int64_t value = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (digits == 10) return std::nullopt;
    value = value * 10 + (text[digits] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

/// 1 to 9 digits behind the decimal point of the seconds.
std::optional<nanoseconds> take_fraction(std::string_view& text) {
  std::size_t digits = 0;
  std::int64_t nanos = 0;
  std::int64_t unit = 100'000'000;
  for (; digits < text.size() && is_digit(text[digits]); ++digits, unit /= 10) {
    if (digits == 9) return std::nullopt;
    nanos += (text[digits] - '0') * unit;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return nanoseconds{nanos};
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
    const auto fraction = skip(text, '.') ? take_fraction(text) : nanoseconds{0};
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
