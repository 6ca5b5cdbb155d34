#include "conformance/evaluation/values/moment.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace mockmeter::conformance {
namespace {

using std::chrono::abs;
using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

using Span = Timestamp::duration;

constexpr std::int64_t kFractionDigits = 9;

/// The first `count` digits of a number, with zeros behind its last.
Int128 first_digits(const Decimal& number, std::int64_t count) {
  Int128 value = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const bool there = i < static_cast<std::int64_t>(number.digits.size());
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

Timestamp moment_in(const EpochUnit& unit, const Decimal& number) {
  const Span since{first_digits(number, number.magnitude() - unit.behind_second + kFractionDigits)};
  return Timestamp{number.negative ? -since : since};
}

/// "-13 h", "+30 min", "+0.25 s".
std::string span_words(Span span) {
  const std::string sign = span < Span{0} ? "-" : "+";
  const Span length = abs(span);
  const std::int64_t second = std::chrono::floor<seconds>(length).count();
  const auto nanos = static_cast<std::int64_t>((length - seconds{second}).count());
  if (nanos == 0 && second % 3600 == 0) return sign + std::to_string(second / 3600) + " h";
  if (nanos == 0 && second % 60 == 0) return sign + std::to_string(second / 60) + " min";
  std::string fraction = nanos == 0 ? "" : std::to_string(1'000'000'000 + nanos).replace(0, 1, ".");
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return sign + std::to_string(second) + fraction + " s";
}

/// What a wrong time looks like; empty when it looks like nothing that is known. The adapter runs
/// in Pacific/Auckland: +13 h in summer, +12 h in winter.
std::string_view cause_of(Timestamp expected, Timestamp actual) {
  const Span span = actual - expected;
  if (span == -hours{13} || span == -hours{12}) {
    return ": the zone of this run, Pacific/Auckland; the text was read as local time";
  }
  if (span == hours{13} || span == hours{12}) {
    return ": the zone of this run, Pacific/Auckland; local time was given as if it were UTC";
  }
  if (span % std::chrono::minutes{15} == Span{0} && abs(span) <= hours{26}) {
    return ": an offset from UTC was lost, or counted twice";
  }
  if (actual == floor_to(expected, seconds{1})) return ": the fraction of the second is lost";
  const std::int64_t second = unix_seconds(actual);
  if (second != 0 && std::abs(second - unix_seconds(expected) / 1000) <= 1) {
    return ": seconds were taken for milliseconds";
  }
  return second < -62'000'000'000 ? ": the year 1 is what a time that was never set looks like"
                                  : "";
}

}  // namespace

std::optional<Timestamp> timestamp_of_epoch(const Decimal& number) {
  const auto unit = std::ranges::find_if(
      kEpochUnits, [&](const EpochUnit& each) { return number.magnitude() <= each.most_digits; });
  if (unit == kEpochUnits.end()) return std::nullopt;
  return moment_in(*unit, number);
}

bool counts_to(const Decimal& number, Timestamp moment, nanoseconds resolution) {
  return std::ranges::any_of(kEpochUnits, [&](const EpochUnit& unit) {
    return number.magnitude() <= unit.most_digits &&
           same_timestamp(moment_in(unit, number), moment, resolution);
  });
}

bool same_timestamp(Timestamp expected, Timestamp actual, nanoseconds resolution) {
  const nanoseconds step = std::clamp(resolution, nanoseconds{1}, nanoseconds{seconds{1}});
  const Timestamp kept = floor_to(actual, step);
  return kept == floor_to(expected, step) || kept == floor_to(expected + step / 2, step);
}

std::string difference_words(Timestamp expected, Timestamp actual) {
  return span_words(actual - expected).append(cause_of(expected, actual));
}

}  // namespace mockmeter::conformance
