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

/// The growth factor of week n, in thousandths.
std::uint64_t factor_of(std::uint64_t n, const Growth& growth) {
  return 1'000 + growth.per_mille * std::min(n, growth.weeks);
}

/// The sum of the growth factors of the weeks before week n.
UInt128 factors_before(std::uint64_t n, const Growth& growth) {
  const std::uint64_t growing = std::min(n, growth.weeks);
  const std::uint64_t pairs = growing == 0 ? 0 : growing * (growing - 1) / 2;
  return UInt128{1'000} * n +
         UInt128{growth.per_mille} * (UInt128{pairs} + UInt128{growing} * (n - growing));
}

}  // namespace

RateIntegral::RateIntegral(std::uint64_t per_hour, Growth growth, LoadProfile load_profile,
                           std::int64_t first, std::int64_t last)
    : week_(&hours_of(load_profile)),
      first_(first),
      last_(std::max(first, last)),
      monday_(monday_before(first)),
      growth_(growth),
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
  const std::uint64_t factor = factor_of(week, growth_);
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
