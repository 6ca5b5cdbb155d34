#include "server/metering/curve/rate_integral.h"

#include <bit>

namespace mockmeter {
namespace {

constexpr std::int64_t kSecondsPerHour = 3'600;
constexpr std::int64_t kSecondsPerWeek = 604'800;
constexpr std::int64_t kFirstMonday = -3 * 86'400;  // 1969-12-29, three days before 1970
constexpr std::uint64_t kWeightedSecondsPerWeek = std::uint64_t{kWeightPerWeek} * kSecondsPerHour;
// A weighted second carries the mean rate times 1000 (weight) times 1000 (growth) per hour.
constexpr std::uint64_t kWeightedSecondsPerHour = 1'000ULL * 1'000 * kSecondsPerHour;
constexpr int kRateBits = 46;

std::int64_t monday_before(std::int64_t second) {
  const std::int64_t since = second - kFirstMonday;
  const std::int64_t into_week = (since % kSecondsPerWeek + kSecondsPerWeek) % kSecondsPerWeek;
  return second - into_week;
}

/// The sum of the growth factors, in thousandths, of the weeks before week n.
UInt128 factors_before(std::uint64_t n, std::uint64_t growth) {
  const std::uint64_t pairs = n == 0 ? 0 : n * (n - 1) / 2;
  return UInt128{1'000} * n + UInt128{growth} * pairs;
}

}  // namespace

RateIntegral::RateIntegral(std::uint64_t per_hour, std::uint32_t growth_per_mille,
                           LoadProfile load_profile, std::int64_t first, std::int64_t last)
    : week_(&hours_of(load_profile)),
      first_(first),
      last_(std::max(first, last)),
      monday_(monday_before(first)),
      growth_(growth_per_mille),
      fraction_bits_(std::clamp(57 - static_cast<int>(std::bit_width(per_hour)), 0, 16)),
      most_(UInt128{1} << (64 + fraction_bits_)) {
  // rate / 2^shift = per_hour / kWeightedSecondsPerHour in fixed point, to kRateBits and rounded
  // up, so that a mean hour is never short of a unit.
  const int rate_shift = kRateBits + 32 - static_cast<int>(std::bit_width(per_hour));
  const UInt128 scaled = UInt128{per_hour} << rate_shift;
  rate_ =
      static_cast<std::uint64_t>((scaled + kWeightedSecondsPerHour - 1) / kWeightedSecondsPerHour);
  shift_ = rate_shift - fraction_bits_;
  const Hour hour = hour_at(first_);
  const auto into_hour = static_cast<std::uint64_t>(first_ - hour.begin);
  start_ = whole(hour.at_begin + hour.per_second * into_hour);
}

RateIntegral::Hour RateIntegral::hour_at(std::int64_t second) const {
  const auto since = static_cast<std::uint64_t>(second - monday_);
  const std::uint64_t week = since / kSecondsPerWeek;
  const std::uint64_t hour = since % kSecondsPerWeek / kSecondsPerHour;
  const std::uint64_t factor = 1'000 + growth_ * week;
  const std::uint64_t into_week = std::uint64_t{week_->before[hour]} * kSecondsPerHour;
  const UInt128 weighted_seconds =
      factors_before(week, growth_) * kWeightedSecondsPerWeek + UInt128{factor} * into_week;
  const std::int64_t begin = monday_ + static_cast<std::int64_t>(week) * kSecondsPerWeek +
                             static_cast<std::int64_t>(hour) * kSecondsPerHour;
  return {.begin = begin,
          .end = begin + kSecondsPerHour,
          .at_begin = weighted_seconds * rate_,
          .per_second = UInt128{factor * week_->weight[hour]} * rate_};
}

}  // namespace mockmeter
