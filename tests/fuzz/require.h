#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace mockmeter::fuzz {

/// A property that must hold for every input; ends the program where it does not, so that libFuzzer
/// keeps the input.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// What `transcript` says of the input must be the same however it is cut into pieces: the first
/// byte of the data is their size. Returns the input, which is what follows that byte.
template <typename Transcript>
std::string_view require_same_in_pieces(const std::uint8_t* data, std::size_t size,
                                        Transcript transcript) {
  if (size <= 1) return {};
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = std::max<std::size_t>(data[0], 1);
  require(transcript(input, input.size()) == transcript(input, step));
  return input;
}

}  // namespace mockmeter::fuzz
