#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/operation.h"
#include "server/metering/window.h"

namespace mockmeter::openai {

// Query parameters. Every function throws the 400 when a value cannot be read, or is given twice
// where one is asked for.

std::optional<std::int64_t> optional_integer(const Query& query, std::string_view name);
/// "true" or "false".
std::optional<std::string_view> optional_boolean(const Query& query, std::string_view name);
std::optional<std::string_view> optional_text(const Query& query, std::string_view name);

/// "1m", "1h" or "1d", which is the default; only the last where `days_only`.
Granularity bucket_width(const Query& query, bool days_only);

/// The values of a list, sorted, each once: name[]=a&name[]=b, name=a&name=b, and where
/// `splits_at_commas` name=a,b too, mixed as one likes. Empty ones are dropped.
/// Observed: npm openai 7.59.0, openai-python, openai-go send brackets; the cookbook and PostHog
/// repeat the name; Elastic's integration sends commas.
std::vector<std::string> text_list(const OperationRequest& call, std::string_view name,
                                   bool splits_at_commas);

}  // namespace mockmeter::openai
