#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "server/providers/openai/traffic/measures.h"

namespace mockmeter::openai {

/// A number of a row: the sum of some measures.
struct Counter {
  std::string_view name;
  MeasureSet sum;
};

/// A list of the query that picks rows. `allowed` is empty where any text may stand.
struct Filter {
  std::string_view name;
  Dimension dimension;
  std::span<const std::string_view> allowed{};
  bool splits_at_commas = true;
};

/// How many buckets of a width are on a page.
struct PageSizes {
  std::int64_t usual;
  std::int64_t most;
};

/// What sets the endpoints apart.
/// Source: OpenAPI file f85dbe2 (2026-08-21), the operations below /organization/usage and /costs.
struct Endpoint {
  std::string_view name;                     ///< in the path, and in a world
  std::string_view object;                   ///< of a row
  std::span<const Counter> counters{};       ///< the required numbers, before the dimensions
  std::span<const Dimension> dimensions{};   ///< members of a row, and values of group_by
  std::span<const Counter> more_counters{};  ///< behind the dimensions
  std::span<const Filter> filters{};
  bool has_batch_filter = false;
  bool is_costs = false;  ///< days only, and whole ones
};

inline constexpr std::array<std::string_view, 3> kImageSources{"image.generation", "image.edit",
                                                               "image.variation"};
inline constexpr std::array<std::string_view, 5> kImageSizes{"256x256", "512x512", "1024x1024",
                                                             "1792x1792", "1024x1792"};
inline constexpr std::array<std::string_view, 3> kContextLevels{"low", "medium", "high"};

inline constexpr Filter kProjectFilter{"project_ids", kProject};
inline constexpr Filter kUserFilter{"user_ids", kUser};
inline constexpr Filter kApiKeyFilter{"api_key_ids", kApiKey};
inline constexpr Filter kModelFilter{"models", kModel};
inline constexpr std::array<Filter, 1> kOnlyProjects{kProjectFilter};
inline constexpr std::array<Filter, 4> kUsualFilters{kProjectFilter, kUserFilter, kApiKeyFilter,
                                                     kModelFilter};
inline constexpr std::array<Filter, 6> kImageFilters{kProjectFilter,
                                                     kUserFilter,
                                                     kApiKeyFilter,
                                                     kModelFilter,
                                                     Filter{"sources", kSource, kImageSources},
                                                     Filter{"sizes", kSize, kImageSizes}};
inline constexpr std::array<Filter, 4> kFileSearchFilters{
    kProjectFilter, kUserFilter, kApiKeyFilter, Filter{"vector_store_ids", kVectorStore}};
inline constexpr std::array<Filter, 5> kWebSearchFilters{
    kProjectFilter, kUserFilter, kApiKeyFilter, kModelFilter,
    Filter{"context_levels", kContextLevel, kContextLevels}};
// A line item has commas in its name. Source: npm openai 7.59.0, line_items "gpt-6-astra,
// input_tokens".
inline constexpr std::array<Filter, 3> kCostFilters{kProjectFilter, kApiKeyFilter,
                                                    Filter{"line_items", kLineItem, {}, false}};

inline constexpr std::array<Dimension, 1> kByProject{kProject};
inline constexpr std::array<Dimension, 4> kUsualDimensions{kProject, kUser, kApiKey, kModel};
// Source: npm openai 7.59.0, api_source; the OpenAPI file does not know it.
inline constexpr std::array<Dimension, 7> kCompletionDimensions{
    kProject, kUser, kApiKey, kModel, kBatch, kServiceTier, kApiSource};
inline constexpr std::array<Dimension, 6> kImageDimensions{kProject, kUser,   kApiKey,
                                                           kModel,   kSource, kSize};
inline constexpr std::array<Dimension, 4> kFileSearchDimensions{kProject, kUser, kApiKey,
                                                                kVectorStore};
inline constexpr std::array<Dimension, 6> kWebSearchDimensions{kProject, kUser,         kApiKey,
                                                               kModel,   kContextLevel, kApiSource};
// Source: npm openai 7.59.0, user_id and api_source; the OpenAPI file has the first three.
inline constexpr std::array<Dimension, 5> kCostDimensions{kProject, kLineItem, kApiKey, kUser,
                                                          kApiSource};

inline constexpr MeasureSet kUncachedTokens = set_of(kInputText, kInputAudio, kInputImage);
inline constexpr MeasureSet kCachedTokens = set_of(kCachedText, kCachedAudio, kCachedImage);
inline constexpr MeasureSet kCacheWriteTokens = set_of(kCacheWrite30m, kCacheWrite12h);
inline constexpr MeasureSet kInputTokens = kUncachedTokens | kCachedTokens | kCacheWriteTokens;
inline constexpr MeasureSet kOutputTokens = set_of(kOutputText, kOutputAudio, kOutputImage);

inline constexpr Counter kModelRequests{"num_model_requests", set_of(kCalls)};
inline constexpr std::array<Counter, 3> kCompletionCounters{
    {{"input_tokens", kInputTokens}, {"output_tokens", kOutputTokens}, kModelRequests}};
// Source: OpenAPI file f85dbe2, UsageCompletionsResult; npm openai 7.59.0, the last two. Law: an
// input is cached, written to the cache or neither; each of the three is text, audio or image.
inline constexpr std::array<Counter, 14> kCompletionParts{{
    {"input_cached_tokens", kCachedTokens},
    {"input_cache_write_tokens", kCacheWriteTokens},
    {"input_uncached_tokens", kUncachedTokens},
    {"input_text_tokens", set_of(kInputText)},
    {"output_text_tokens", set_of(kOutputText)},
    {"input_cached_text_tokens", set_of(kCachedText)},
    {"input_audio_tokens", set_of(kInputAudio)},
    {"input_cached_audio_tokens", set_of(kCachedAudio)},
    {"output_audio_tokens", set_of(kOutputAudio)},
    {"input_image_tokens", set_of(kInputImage)},
    {"input_cached_image_tokens", set_of(kCachedImage)},
    {"output_image_tokens", set_of(kOutputImage)},
    {"input_cache_write_30m_tokens", set_of(kCacheWrite30m)},
    {"input_cache_write_12h_tokens", set_of(kCacheWrite12h)},
}};
// Source: OpenAPI file before 2026-08-14: "text input tokens used, including cached tokens", audio
// beside them. Observed: cookbook notebook, output of 2025-02-10, has these members and no more.
inline constexpr std::array<Counter, 3> kOldCompletionCounters{
    {{"input_tokens", set_of(kInputText, kCachedText) | kCacheWriteTokens},
     {"output_tokens", set_of(kOutputText)},
     kModelRequests}};
inline constexpr std::array<Counter, 3> kOldCompletionParts{
    {{"input_cached_tokens", set_of(kCachedText)},
     {"input_audio_tokens", set_of(kInputAudio, kCachedAudio)},
     {"output_audio_tokens", set_of(kOutputAudio)}}};

inline constexpr std::array<Counter, 2> kInputCounters{
    {{"input_tokens", set_of(kInputText)}, kModelRequests}};
inline constexpr std::array<Counter, 2> kImageCounters{
    {{"images", set_of(kImages)}, kModelRequests}};
inline constexpr std::array<Counter, 2> kSpeechCounters{
    {{"characters", set_of(kCharacters)}, kModelRequests}};
inline constexpr std::array<Counter, 2> kTranscriptionCounters{
    {{"seconds", set_of(kSeconds)}, kModelRequests}};
inline constexpr std::array<Counter, 1> kStoreCounters{{{"usage_bytes", set_of(kBytes)}}};
inline constexpr std::array<Counter, 1> kSessionCounters{{{"num_sessions", set_of(kCalls)}}};
inline constexpr std::array<Counter, 1> kFileSearchCounters{{{"num_requests", set_of(kCalls)}}};
inline constexpr std::array<Counter, 2> kWebSearchCounters{
    {kModelRequests, {"num_requests", set_of(kSearches)}}};

inline constexpr Endpoint kCompletions{.name = "completions",
                                       .object = "organization.usage.completions.result",
                                       .counters = kCompletionCounters,
                                       .dimensions = kCompletionDimensions,
                                       .more_counters = kCompletionParts,
                                       .filters = kUsualFilters,
                                       .has_batch_filter = true};
inline constexpr Endpoint kEmbeddings{.name = "embeddings",
                                      .object = "organization.usage.embeddings.result",
                                      .counters = kInputCounters,
                                      .dimensions = kUsualDimensions,
                                      .filters = kUsualFilters};
inline constexpr Endpoint kModerations{.name = "moderations",
                                       .object = "organization.usage.moderations.result",
                                       .counters = kInputCounters,
                                       .dimensions = kUsualDimensions,
                                       .filters = kUsualFilters};
inline constexpr Endpoint kImagesEndpoint{.name = "images",
                                          .object = "organization.usage.images.result",
                                          .counters = kImageCounters,
                                          .dimensions = kImageDimensions,
                                          .filters = kImageFilters};
inline constexpr Endpoint kAudioSpeeches{.name = "audio_speeches",
                                         .object = "organization.usage.audio_speeches.result",
                                         .counters = kSpeechCounters,
                                         .dimensions = kUsualDimensions,
                                         .filters = kUsualFilters};
inline constexpr Endpoint kAudioTranscriptions{
    .name = "audio_transcriptions",
    .object = "organization.usage.audio_transcriptions.result",
    .counters = kTranscriptionCounters,
    .dimensions = kUsualDimensions,
    .filters = kUsualFilters};
inline constexpr Endpoint kVectorStores{.name = "vector_stores",
                                        .object = "organization.usage.vector_stores.result",
                                        .counters = kStoreCounters,
                                        .dimensions = kByProject,
                                        .filters = kOnlyProjects};
inline constexpr Endpoint kCodeInterpreterSessions{
    .name = "code_interpreter_sessions",
    .object = "organization.usage.code_interpreter_sessions.result",
    .counters = kSessionCounters,
    .dimensions = kByProject,
    .filters = kOnlyProjects};
inline constexpr Endpoint kFileSearchCalls{.name = "file_search_calls",
                                           .object = "organization.usage.file_searches.result",
                                           .counters = kFileSearchCounters,
                                           .dimensions = kFileSearchDimensions,
                                           .filters = kFileSearchFilters};
inline constexpr Endpoint kWebSearchCalls{.name = "web_search_calls",
                                          .object = "organization.usage.web_searches.result",
                                          .counters = kWebSearchCounters,
                                          .dimensions = kWebSearchDimensions,
                                          .filters = kWebSearchFilters};
inline constexpr Endpoint kCosts{.name = "costs",
                                 .object = "organization.costs.result",
                                 .dimensions = kCostDimensions,
                                 .filters = kCostFilters,
                                 .is_costs = true};

}  // namespace mockmeter::openai
