#include "base/time/duration.h"

#include <array>
#include <cstdint>

#include "base/tables.h"
#include "base/text/numbers.h"
#include "base/time/date_time_reader.h"

namespace mockmeter {
namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kLongest = std::chrono::days{36'525};

struct DurationUnit {
  std::string_view name;
  char iso_letter;
  bool in_time;  // stands behind the "T"
  nanoseconds length;
};
// In the order in which they must appear in ISO 8601, each at most once; the last is not ISO's.
constexpr std::array<DurationUnit, 5> kUnits{{{"d", 'D', false, std::chrono::days{1}},
                                              {"h", 'H', true, std::chrono::hours{1}},
                                              {"m", 'M', true, std::chrono::minutes{1}},
                                              {"s", 'S', true, std::chrono::seconds{1}},
                                              {"ms", '\0', true, std::chrono::milliseconds{1}}}};
constexpr std::size_t kIsoUnits = 4;

bool skip(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

/// 1 to 13 digits, which is enough for a hundred years of milliseconds.
std::optional<std::int64_t> take_number(std::string_view& text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits.size() <= 13 ? whole_number<std::int64_t>(digits) : std::nullopt;
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
  while (next < kIsoUnits && (text.empty() || kUnits[next].iso_letter != text.front() ||
                              kUnits[next].in_time != in_time)) {
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
    if (!fraction || found == kIsoUnits) return std::nullopt;
    const DurationUnit& unit = kUnits[found];
    if (*fraction != nanoseconds{0} && unit.iso_letter != 'S') return std::nullopt;
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

std::optional<nanoseconds> parse_duration(std::string_view text) {
  const auto count = take_number(text);
  const DurationUnit* unit = find_by(kUnits, &DurationUnit::name, text);
  if (!count || unit == nullptr || *count > kLongest / unit->length) return std::nullopt;
  return *count * unit->length;
}

}  // namespace mockmeter
