#pragma once

#include <array>
#include <cstdint>

#include "server/metering/hash.h"
#include "server/metering/integers.h"

namespace mockmeter {

/// Step 2 of a curve: displaces an amount by three octaves of value noise. Strictly increasing.
///
/// Each octave has a lattice of cells of 2^m amounts; the vertices carry hashed weights, between
/// which it interpolates. The cells are powers of two, so the smallest lie inside the larger ones,
/// and the sum of all octaves is one straight line inside a smallest cell.
class ValueNoise {
 public:
  /// The displaced amount carries this many more bits behind the point.
  static constexpr int kExtraBits = 32;

  /// [begin, begin + size) and the line in it. Holds no amount by default.
  struct Cell {
    UInt128 begin = 0;
    UInt128 size = 0;
    UInt128 at_begin = 0;
    std::uint64_t slope = 0;
    bool holds(UInt128 amount) const { return amount - begin < size; }
    UInt128 displaced(UInt128 amount) const {
      return at_begin + UInt128{slope} * static_cast<std::uint64_t>(amount - begin);
    }
  };

  ValueNoise() = default;
  /// `hourly` is the amount of a mean hour; it gives the cells their sizes.
  ValueNoise(std::uint64_t source, std::uint64_t hourly);

  Cell cell_at(UInt128 amount) const { return refined(coarse_cell_at(amount), amount); }

  // The same in two steps, for who reads many neighbouring amounts: the coarse cell holds all
  // octaves but the smallest, and lasts for about an hour of them.
  Cell coarse_cell_at(UInt128 amount) const;
  /// `coarse` must hold `amount`.
  Cell refined(const Cell& coarse, UInt128 amount) const;

 private:
  struct Octave {
    std::uint64_t source = 0;
    std::uint64_t height = 0;  // below 2^32; the heights of all octaves add up to less than 2^32
    int bits = 0;              // of the cell size

    std::uint64_t weight(std::uint64_t vertex) const {
      return (height * (mix(source ^ vertex) >> 32U)) >> 32U;
    }
  };

  std::array<Octave, 3> octaves_;  // ascending cell sizes
};

// Inline, because a cell that is returned through memory costs a third of a look-up in sequence.
inline ValueNoise::Cell ValueNoise::refined(const Cell& coarse, UInt128 amount) const {
  const Octave& octave = octaves_.front();
  const auto vertex = static_cast<std::uint64_t>(amount >> octave.bits);
  const std::uint64_t left = octave.weight(vertex);
  const UInt128 begin = UInt128{vertex} << octave.bits;
  return {.begin = begin,
          .size = UInt128{1} << octave.bits,
          .at_begin = coarse.displaced(begin) + (UInt128{left} << octave.bits),
          .slope = coarse.slope + octave.weight(vertex + 1) - left};
}

}  // namespace mockmeter
