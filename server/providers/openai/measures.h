#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mockmeter::openai {

/// What one call of a model carries, in parts that do not overlap: every sum that an answer shows
/// is made of them. The order is that of kMeasureNames.
enum Measure : std::uint8_t {
  kCalls,  ///< the calls themselves
  kInputText,
  kInputAudio,
  kInputImage,
  kCachedText,
  kCachedAudio,
  kCachedImage,
  kCacheWrite30m,
  kCacheWrite12h,
  kOutputText,
  kOutputAudio,
  kOutputImage,
  kImages,
  kCharacters,
  kSeconds,
  kSearches,
  kBytes,  ///< a level, not a flow
};

/// As a world names them.
inline constexpr std::array<std::string_view, 17> kMeasureNames{{
    "calls",
    "input_text_tokens",
    "input_audio_tokens",
    "input_image_tokens",
    "cached_text_tokens",
    "cached_audio_tokens",
    "cached_image_tokens",
    "cache_write_30m_tokens",
    "cache_write_12h_tokens",
    "output_text_tokens",
    "output_audio_tokens",
    "output_image_tokens",
    "images",
    "characters",
    "seconds",
    "searches",
    "bytes",
}};
inline constexpr std::size_t kMeasures = kMeasureNames.size();

/// One number for each measure.
using Amounts = std::array<std::int64_t, kMeasures>;

/// Some measures, to be added up.
using MeasureSet = std::uint32_t;

template <typename... Each>
constexpr MeasureSet set_of(Each... measures) {
  return ((MeasureSet{1} << static_cast<unsigned>(measures)) | ...);
}

}  // namespace mockmeter::openai
