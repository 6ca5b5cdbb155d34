#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mockmeter::openai {

/// What rows can be told apart by, in the order of kDimensionNames.
enum Dimension : std::uint8_t {
  kProject,
  kUser,
  kApiKey,
  kModel,
  kBatch,
  kServiceTier,
  kApiSource,
  kSize,
  kSource,
  kVectorStore,
  kContextLevel,
  kLineItem,
};

/// As members of a row, and as values of group_by.
inline constexpr std::array<std::string_view, 12> kDimensionNames{{
    "project_id",
    "user_id",
    "api_key_id",
    "model",
    "batch",
    "service_tier",
    "api_source",
    "size",
    "source",
    "vector_store_id",
    "context_level",
    "line_item",
}};

using DimensionSet = std::bitset<kDimensionNames.size()>;

/// One text for each dimension; empty where it is null.
using Labels = std::array<std::string_view, kDimensionNames.size()>;

/// What one call of a model carries, in parts that do not overlap: every sum that a response shows
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
