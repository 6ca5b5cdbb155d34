#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"

namespace mockmeter::upstash {

/// How the points of one series begin, `{"x":"<time>","y":`, written once for all series that
/// share them.
class PointTexts {
 public:
  using AppendTime = void (*)(std::string& out, Instant instant);
  PointTexts(std::span<const Instant> points, AppendTime append_time);

  std::size_t size() const { return openings_.size(); }
  std::string_view operator[](std::size_t k) const {
    return {openings_[k].text.data(), openings_[k].size};
  }
  /// Appends the array of points whose values are the increases of `levels`, size() + 1 values.
  void append_increases(std::string& out, std::span<const std::int64_t> levels) const;

 private:
  /// Copied whole, whatever it holds: a copy of a fixed size is a few instructions.
  struct Opening {
    std::array<char, 56> text;
    std::size_t size;
  };
  std::vector<Opening> openings_;
};

/// Puts every point a fraction of a second of its own before `now`, as a server does that asks for
/// the time once per point: a little before the clock's fraction, or, where the clock has none, by
/// one of 0 to 9 digits made from the seed. `points` are whole seconds. None becomes later than it
/// was, none leaves its day.
/// Source: TimeSeriesData, x: "Timestamp when measurement was taken", so never after now.
std::vector<Instant> with_fractions(std::span<const Instant> points, Instant now,
                                    std::uint64_t seed);

}  // namespace mockmeter::upstash
