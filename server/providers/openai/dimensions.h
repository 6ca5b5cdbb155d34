#pragma once

#include <array>
#include <bitset>
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

}  // namespace mockmeter::openai
