#include "conformance/judge/moment.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kFractionDigits = 9;

/// Reads a text from its front. After anything unexpected it is no good, and stays so.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void need(char c) { good_ = take(c) && good_; }

  /// Exactly `width` digits whose value is in [low, high].
  int number(std::size_t width, int low, int high) {
    int value = -1;
    const std::string_view digits = take_digits(width);
    if (digits.size() == width) {
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
    }
    good_ = good_ && value >= low && value <= high;
    return value;
  }

  /// All digits that follow; at least one.
  std::string_view digits() {
    const std::string_view all = take_digits(rest_.size());
    good_ = good_ && !all.empty();
    return all;
  }

  void fail() { good_ = false; }
  bool good() const { return good_; }
  std::string_view rest() const { return rest_; }
  void finish() { rest_ = {}; }

 private:
  std::string_view take_digits(std::size_t most) {
    std::size_t end = 0;
    while (end < std::min(most, rest_.size()) && rest_[end] >= '0' && rest_[end] <= '9') ++end;
    const std::string_view all = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return all;
  }

  std::string_view rest_;
  bool good_ = true;
};

std::int64_t read_date(Reader& reader) {
  namespace chrono = std::chrono;
  const int year = reader.number(4, 0, 9999);
  reader.need('-');
  const int month = reader.number(2, 1, 12);
  reader.need('-');
  const int day = reader.number(2, 1, 31);
  const chrono::year_month_day date{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                    chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) {
    reader.fail();
    return 0;
  }
  return chrono::sys_seconds{chrono::sys_days{date}}.time_since_epoch().count();
}

std::int32_t read_fraction(Reader& reader) {
  if (!reader.take('.')) return 0;
  std::string digits(reader.digits());
  digits.resize(kFractionDigits, '0');
  std::int32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Moment read_clock(Reader& reader, std::int64_t day) {
  const int hours = reader.number(2, 0, 23);
  reader.need(':');
  const int minutes = reader.number(2, 0, 59);
  reader.need(':');
  const int seconds = reader.number(2, 0, 59);
  return {day + hours * 3600 + minutes * 60 + seconds, read_fraction(reader)};
}

/// Seconds east of UTC, from "+13:00" or, where Go writes it, "+1300".
std::int64_t read_offset(Reader& reader, bool colon) {
  const bool west = reader.take('-');
  if (!west) reader.need('+');
  const int hours = reader.number(2, 0, 23);
  if (colon) {
    reader.need(':');
  } else {
    reader.take(':');
  }
  const int minutes = reader.number(2, 0, 59);
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

/// " NZDT m=+0.012", which Go writes behind the offset and which says nothing new.
void skip_go_tail(Reader& reader) {
  if (!reader.rest().empty() && !reader.rest().starts_with(' ')) reader.fail();
  reader.finish();
}

std::int64_t read_any_zone(Reader& reader) {
  if (reader.take('Z') || reader.take('z')) return 0;
  reader.take(' ');
  if (reader.take("UTC") || reader.take("GMT") || reader.take('Z')) {
    skip_go_tail(reader);
    return 0;
  }
  const std::int64_t offset = read_offset(reader, false);
  skip_go_tail(reader);
  return offset;
}

std::optional<Moment> finished(const Reader& reader, Moment local, std::int64_t offset) {
  if (!reader.good() || !reader.rest().empty()) return std::nullopt;
  local.seconds -= offset;
  return local;
}

/// [first, last) of the digits of a number, with zeros where it has none.
std::int64_t digits_between(const Decimal& number, std::int64_t first, std::int64_t last) {
  std::int64_t value = 0;
  for (std::int64_t i = first; i < last; ++i) {
    const bool there = i >= 0 && i < static_cast<std::int64_t>(number.digits.size());
    value = value * 10 + (there ? number.digits[static_cast<std::size_t>(i)] - '0' : 0);
  }
  return value;
}

/// What a number may count, and how long it is at most then: until about the year 5000.
struct EpochUnit {
  std::int64_t behind_second;  ///< digits
  std::int64_t most_digits;
};
constexpr std::array<EpochUnit, 4> kEpochUnits{{{0, 11}, {3, 14}, {6, 17}, {9, 20}}};

Moment moment_in(const EpochUnit& unit, const Decimal& number) {
  const std::int64_t point = number.magnitude() - unit.behind_second;
  const std::int64_t end = point + static_cast<std::int64_t>(kFractionDigits);
  const Moment moment{digits_between(number, 0, point),
                      static_cast<std::int32_t>(digits_between(number, point, end))};
  return number.negative ? Moment{} - moment : moment;
}

Moment cut_to_step(const Moment& moment, std::int32_t step) {
  return {moment.seconds, moment.nanoseconds - moment.nanoseconds % step};
}

Moment round_to_step(const Moment& moment, std::int32_t step) {
  const std::int32_t up = moment.nanoseconds + step / 2;
  return cut_to_step({moment.seconds + up / kNanosecondsPerSecond, up % kNanosecondsPerSecond},
                     step);
}

}  // namespace

Moment operator-(const Moment& left, const Moment& right) {
  const std::int32_t nanoseconds = left.nanoseconds - right.nanoseconds;
  const std::int64_t seconds = left.seconds - right.seconds;
  return nanoseconds < 0 ? Moment{seconds - 1, nanoseconds + kNanosecondsPerSecond}
                         : Moment{seconds, nanoseconds};
}

std::optional<Moment> parse_moment(std::string_view text) {
  Reader reader(text);
  const std::int64_t day = read_date(reader);
  if (!reader.take('T') && !reader.take('t')) reader.need(' ');
  const Moment local = read_clock(reader, day);
  const std::int64_t offset = read_any_zone(reader);
  return finished(reader, local, offset);
}

std::optional<Moment> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  const std::int64_t day = read_date(reader);
  reader.need('T');
  const Moment local = read_clock(reader, day);
  const std::int64_t offset = reader.take('Z') ? 0 : read_offset(reader, true);
  return finished(reader, local, offset);
}

std::optional<Moment> moment_of_epoch(const Decimal& number) {
  const auto unit =
      std::find_if(kEpochUnits.begin(), kEpochUnits.end(),
                   [&](const EpochUnit& each) { return number.magnitude() <= each.most_digits; });
  if (unit == kEpochUnits.end()) return std::nullopt;
  return moment_in(*unit, number);
}

bool counts_to(const Decimal& number, const Moment& moment, std::chrono::nanoseconds resolution) {
  return std::any_of(kEpochUnits.begin(), kEpochUnits.end(), [&](const EpochUnit& unit) {
    return number.magnitude() <= unit.most_digits &&
           same_moment(moment_in(unit, number), moment, resolution);
  });
}

bool same_moment(const Moment& expected, const Moment& actual,
                 std::chrono::nanoseconds resolution) {
  const auto step = static_cast<std::int32_t>(
      std::clamp<std::int64_t>(resolution.count(), 1, kNanosecondsPerSecond));
  const Moment kept = cut_to_step(actual, step);
  return kept == cut_to_step(expected, step) || kept == round_to_step(expected, step);
}

}  // namespace mockmeter::conformance
