#include "bench/load/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace mockmeter::load {

Histogram::Duration Histogram::longest() { return Duration((std::int64_t{1} << kValueBits) - 1); }

// The first two powers of two share the slots that are one value wide.
std::size_t Histogram::slot_of(std::uint64_t value) {
  const auto width = static_cast<unsigned>(std::bit_width(value));
  if (width <= kStepBits) return value;
  const unsigned shift = width - kStepBits - 1;
  return (std::size_t{shift} << kStepBits) + (value >> shift);
}

std::uint64_t Histogram::top_of(std::size_t slot) {
  if (slot < (std::size_t{2} << kStepBits)) return slot;
  const std::size_t shift = (slot >> kStepBits) - 1;
  const std::uint64_t first = slot - (shift << kStepBits);
  return ((first + 1) << shift) - 1;
}

void Histogram::record(Duration value) {
  value = std::max(value, Duration(0));
  max_ = std::max(max_, value);
  sum_ += static_cast<long double>(value.count());
  ++count_;
  ++counts_[slot_of(static_cast<std::uint64_t>(std::min(value, longest()).count()))];
}

Histogram::Duration Histogram::percentile(double percent) const {
  if (count_ == 0) return Duration(0);
  const double exact_rank = percent / 100 * static_cast<double>(count_);
  // The epsilon forgives 99.9 / 100 * 1000 being a hair above 999.
  const auto rank =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(exact_rank - 1e-6)));
  std::uint64_t seen = 0;
  for (std::size_t slot = 0; slot < counts_.size(); ++slot) {
    seen += counts_[slot];
    if (seen >= rank) return std::min(max_, Duration(top_of(slot)));
  }
  return max_;
}

Histogram::Duration Histogram::mean() const {
  if (count_ == 0) return Duration(0);
  return Duration(std::llround(sum_ / static_cast<long double>(count_)));
}

}  // namespace mockmeter::load
