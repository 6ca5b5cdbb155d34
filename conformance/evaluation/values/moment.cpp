#include "conformance/evaluation/values/moment.h"

#include <algorithm>
#include <array>

#include "base/date_time.h"

namespace mockmeter::conformance {
namespace {

constexpr std::size_t kFractionDigits = 9;

/// " NZDT m=+0.012", which Go writes behind the offset and which says nothing new.
bool is_go_tail(std::string_view rest) { return rest.empty() || rest.starts_with(' '); }

std::chrono::seconds read_any_zone(DateTimeReader& in) {
  if (in.skip('Z') || in.skip('z')) {
    if (!in.rest().empty()) in.fail();
    return {};
  }
  in.skip(' ');
  const bool is_utc = in.skip("UTC") || in.skip("GMT") || in.skip('Z');
  const std::chrono::seconds offset = is_utc ? std::chrono::seconds{0} : in.offset(false);
  if (!is_go_tail(in.rest())) in.fail();
  return offset;
}

Moment moment_of(const DateTime& read) {
  return {read.second.time_since_epoch().count(), static_cast<std::int32_t>(read.fraction.count())};
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
  DateTimeReader in(text);
  const std::chrono::sys_days day = in.date();
  if (!in.skip('T') && !in.skip('t')) in.expect(' ');
  const std::chrono::seconds clock = in.time_of_day();
  const std::chrono::nanoseconds fraction = in.fraction(text.size());
  const std::chrono::seconds offset = read_any_zone(in);
  return in.ok() ? std::optional(moment_of({day + clock - offset, fraction})) : std::nullopt;
}

std::optional<Moment> parse_rfc3339(std::string_view text) {
  const auto read = read_rfc3339(text, text.size());
  return read ? std::optional(moment_of(*read)) : std::nullopt;
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
