#include "server/metering/curve/value_noise.h"

#include <algorithm>
#include <bit>

namespace mockmeter {
namespace {

struct OctaveShape {
  int bits_above_hour;  // a cell is a mean hour's amount, rounded down to 2^n, times 2^this
  double height;        // share of the rate that the octave may take away or add
};
// About 2 to 4 minutes, 2 to 4 hours and 1.5 to 3 days of mean traffic.
constexpr std::array<OctaveShape, 3> kOctaveShapes{{{-4, 0.30}, {2, 0.35}, {6, 0.30}}};
static_assert(kOctaveShapes[0].height + kOctaveShapes[1].height + kOctaveShapes[2].height < 1);

}  // namespace

ValueNoise::ValueNoise(std::uint64_t source, std::uint64_t hourly) {
  const int hour_bits = static_cast<int>(std::bit_width(hourly)) - 1;
  for (std::size_t i = 0; i < octaves_.size(); ++i) {
    octaves_[i] = {.source = mix(source, i),
                   .height = static_cast<std::uint64_t>(kOctaveShapes[i].height * 0x1p32),
                   .bits = std::clamp(hour_bits + kOctaveShapes[i].bits_above_hour, 0, 62)};
  }
}

ValueNoise::Cell ValueNoise::coarse_cell_at(UInt128 amount) const {
  const int bits = octaves_[1].bits;
  Cell cell;
  cell.size = UInt128{1} << bits;
  cell.begin = amount >> bits << bits;
  cell.at_begin = cell.begin << kExtraBits;
  cell.slope = std::uint64_t{1} << kExtraBits;
  for (std::size_t i = 1; i < octaves_.size(); ++i) {
    const Octave& octave = octaves_.at(i);
    const auto vertex = static_cast<std::uint64_t>(cell.begin >> octave.bits);
    const std::uint64_t left = octave.weight(vertex);
    const std::uint64_t right = octave.weight(vertex + 1);
    const std::uint64_t size = std::uint64_t{1} << octave.bits;
    const std::uint64_t past = static_cast<std::uint64_t>(cell.begin) & (size - 1);
    cell.at_begin += UInt128{left} * (size - past) + UInt128{right} * past;
    cell.slope += right - left;  // may wrap on the way; the sum is above 0
  }
  return cell;
}

}  // namespace mockmeter
