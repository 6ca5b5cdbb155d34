#include "server/metering/curve/curve.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "server/metering/hash.h"
#include "server/metering/integers.h"

namespace mockmeter {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int32_t kMostGrowth = 1'000'000;

std::uint64_t not_negative(std::int64_t value) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
}

/// value x part / whole, rounded down, for 0 <= part <= whole.
std::int64_t share(std::int64_t value, std::int64_t part, std::int64_t whole) {
  return static_cast<std::int64_t>(UInt128{not_negative(value)} * not_negative(part) /
                                   not_negative(whole));
}

}  // namespace

Curve::Curve(std::uint64_t seed, std::string_view key, const CurveShape& shape,
             const std::vector<CurveOverride>& overrides)
    : rate_integral_(
          not_negative(shape.per_hour),
          {static_cast<std::uint32_t>(std::clamp(shape.growth_per_mille, 0, kMostGrowth)),
           not_negative(shape.growth_weeks)},
          shape.load_profile, unix_seconds(shape.active.from), unix_seconds(shape.active.to)),
      noise_(hash_text(seed, key), not_negative(shape.per_hour) << rate_integral_.fraction_bits()),
      origin_(noise_.cell_at(0).at_begin),
      level_(std::max<std::int64_t>(shape.level, 0)) {
  overrides_.reserve(overrides.size());
  for (const CurveOverride& wanted : overrides) add_override(wanted);
}

void Curve::add_override(const CurveOverride& wanted) {
  const std::int64_t from = std::max(unix_seconds(wanted.window.from), rate_integral_.first());
  const std::int64_t to = std::min(unix_seconds(wanted.window.to), rate_integral_.last());
  if (from >= to) return;
  const std::int64_t integral_from = flowed_at(from);
  const std::int64_t integral_to = flowed_at(to);
  const std::int64_t start = value_at(from, integral_from);
  overrides_.push_back(
      {from, to, std::max<std::int64_t>(wanted.value, 0), start, integral_from, integral_to});
}

std::int64_t Curve::at(Instant t) const {
  const std::int64_t second = rate_integral_.clamp(unix_seconds(t));
  return value_at(second, flowed_at(second));
}

std::int64_t Curve::between(Instant from, Instant to) const {
  return from < to ? at(to) - at(from) : 0;
}

std::int64_t Curve::integral(UInt128 displaced) const {
  const UInt128 units =
      (displaced - origin_) >> (ValueNoise::kExtraBits + rate_integral_.fraction_bits());
  return static_cast<std::int64_t>(std::min(units, UInt128{kMost}));
}

std::int64_t Curve::flowed_at(std::int64_t second) const {
  const UInt128 amount = rate_integral_.amount(rate_integral_.hour_at(second), second);
  return integral(noise_.cell_at(amount).displaced(amount));
}

std::int64_t Curve::value_at(std::int64_t second, std::int64_t integral) const {
  const auto after = std::ranges::upper_bound(overrides_, second, {}, &Override::from);
  if (after == overrides_.begin()) return saturating_add(level_, integral);
  const Override& last = *std::prev(after);
  if (second >= last.to)
    return saturating_add(saturating_add(last.start, last.value), integral - last.integral_to);
  const std::int64_t increase = last.integral_to - last.integral_from;
  return saturating_add(last.start,
                        increase > 0 ? share(last.value, integral - last.integral_from, increase)
                                     : share(last.value, second - last.from, last.to - last.from));
}

std::int64_t Curve::Cursor::at(Instant t) {
  const std::int64_t second = curve_->rate_integral_.clamp(unix_seconds(t));
  if (second == std::exchange(second_, second)) return value_;
  if (!hour_.holds(second)) hour_ = curve_->rate_integral_.hour_at(second);
  const UInt128 amount = curve_->rate_integral_.amount(hour_, second);
  if (!cell_.holds(amount)) {
    if (!coarse_.holds(amount)) coarse_ = curve_->noise_.coarse_cell_at(amount);
    cell_ = curve_->noise_.refined(coarse_, amount);
  }
  return value_ = curve_->value_at(second, curve_->integral(cell_.displaced(amount)));
}

}  // namespace mockmeter
