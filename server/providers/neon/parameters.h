#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time/instant.h"
#include "server/api/query.h"
#include "server/metering/window.h"

namespace mockmeter::neon {

// Query parameters as ogen's generated servers read them, with their messages. Every function
// throws the 400 when the value is given twice or cannot be read.
// Inferred: ogen source (uri/query_decoder.go, conv/decode.go, validate/*.go); Observed: the text
// of a missing parameter, live, 2026-08.

std::optional<std::string_view> optional_text(const Query& query, std::string_view name);
std::string_view required_text(const Query& query, std::string_view name);

Instant required_time(const Query& query, std::string_view name);
Granularity required_granularity(const Query& query);

/// Go's strconv.ParseBool; false when absent.
bool optional_bool(const Query& query, std::string_view name);

struct Bounds {
  std::int64_t least;
  std::int64_t most;
};
std::int64_t optional_int(const Query& query, std::string_view name, std::int64_t fallback,
                          Bounds bounds);

/// The first of `values` when absent.
std::string_view optional_choice(const Query& query, std::string_view name,
                                 std::span<const std::string_view> values);

/// Throws unless the text is ^[a-z0-9-]{1,60}$.
void check_id(std::string_view text);
std::optional<std::string_view> optional_id(const Query& query, std::string_view name);

/// Ids given as repeated values, as comma lists, or mixed. `bounds` count the values, not the ids.
/// Source: OpenAPI file 2.7.2, project_ids "^([a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,99})?$".
std::vector<std::string> id_list(const Query& query, std::string_view name, Bounds bounds);

/// The parts between commas of every value of `name`, in order, empty ones dropped.
std::vector<std::string_view> split_values(const Query& query, std::string_view name);

}  // namespace mockmeter::neon
