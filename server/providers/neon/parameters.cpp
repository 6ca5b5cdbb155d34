#include "server/providers/neon/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/tables.h"
#include "base/text/split.h"
#include "server/providers/neon/errors.h"
#include "server/providers/neon/go_time.h"

namespace mockmeter::neon {
namespace {

constexpr std::size_t kLongestId = 60;
constexpr std::size_t kMostIdsInValue = 100;
constexpr std::string_view kIdPattern = "^[a-z0-9-]{1,60}$";
constexpr std::string_view kIdListPattern = "^([a-z0-9-]{1,60}(,[a-z0-9-]{1,60}){0,99})?$";

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

ApiError invalid_value(std::string_view text) {
  return ApiError(error_row("neon.bad_parameter"), "invalid value: " + std::string(text));
}

ApiError no_number(std::string_view function, std::string_view text, std::string_view reason) {
  return ApiError(error_row("neon.bad_parameter"), "strconv." + std::string(function) +
                                                       ": parsing \"" + std::string(text) +
                                                       "\": " + std::string(reason));
}

std::int64_t parse_go_int(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  if (digits != text && digits.starts_with('-')) throw no_number("Atoi", text, "invalid syntax");
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size() || fault == std::errc::invalid_argument) {
    throw no_number("Atoi", text, "invalid syntax");
  }
  if (fault != std::errc()) throw no_number("Atoi", text, "value out of range");
  return value;
}

constexpr std::array<std::pair<std::string_view, Granularity>, 3> kGranularities{{
    {"hourly", Granularity::kHour},
    {"daily", Granularity::kDay},
    {"monthly", Granularity::kMonth},
}};

// Source: Go's strconv.ParseBool.
constexpr std::array<std::string_view, 6> kTrue{"1", "t", "T", "TRUE", "true", "True"};
constexpr std::array<std::string_view, 6> kFalse{"0", "f", "F", "FALSE", "false", "False"};

void check_length(std::size_t length, Bounds bounds) {
  const auto count = static_cast<std::int64_t>(length);
  if (count > bounds.most) {
    throw ApiError(error_row("neon.bad_parameter"), "array: len " + std::to_string(count) +
                                                        " greater than maximum " +
                                                        std::to_string(bounds.most));
  }
  if (count < bounds.least) {
    throw ApiError(error_row("neon.bad_parameter"), "array: len " + std::to_string(count) +
                                                        " less than minimum " +
                                                        std::to_string(bounds.least));
  }
}

bool is_id_list(std::string_view value) {
  if (value.empty()) return true;
  const auto parts = split(value, ',');
  return parts.size() <= kMostIdsInValue && std::ranges::all_of(parts, is_id);
}

}  // namespace

std::optional<std::string_view> optional_text(const Query& query, std::string_view name) {
  if (query.count(name) > 1) throw ApiError(error_row("neon.repeated_parameter"), name);
  return query.get(name);
}

std::string_view required_text(const Query& query, std::string_view name) {
  const auto value = optional_text(query, name);
  if (!value) throw ApiError(error_row("neon.missing_parameter"), name);
  return *value;
}

Instant required_time(const Query& query, std::string_view name) {
  const GoTime time = parse_go_time(required_text(query, name));
  if (!time.error.empty()) throw ApiError(error_row("neon.bad_parameter"), time.error);
  return time.instant;
}

Granularity required_granularity(const Query& query) {
  const std::string_view text = required_text(query, "granularity");
  for (const auto& [name, granularity] : kGranularities) {
    if (text == name) return granularity;
  }
  throw invalid_value(text);
}

bool optional_bool(const Query& query, std::string_view name) {
  const std::string_view text = optional_text(query, name).value_or("false");
  if (contains(kTrue, text)) return true;
  if (contains(kFalse, text)) return false;
  throw no_number("ParseBool", text, "invalid syntax");
}

std::int64_t optional_int(const Query& query, std::string_view name, std::int64_t fallback,
                          Bounds bounds) {
  const auto text = optional_text(query, name);
  if (!text) return fallback;
  const std::int64_t value = parse_go_int(*text);
  if (value < bounds.least) {
    throw ApiError(
        error_row("neon.bad_parameter"),
        "int: value " + std::to_string(value) + " less than " + std::to_string(bounds.least));
  }
  if (value > bounds.most) {
    throw ApiError(
        error_row("neon.bad_parameter"),
        "int: value " + std::to_string(value) + " greater than " + std::to_string(bounds.most));
  }
  return value;
}

std::string_view optional_choice(const Query& query, std::string_view name,
                                 std::span<const std::string_view> values) {
  const std::string_view text = optional_text(query, name).value_or(values.front());
  if (contains(values, text)) return text;
  throw invalid_value(text);
}

void check_id(std::string_view text) {
  if (is_id(text)) return;
  throw ApiError(error_row("neon.bad_parameter"),
                 "string: no regex match: " + std::string(kIdPattern));
}

std::optional<std::string_view> optional_id(const Query& query, std::string_view name) {
  const auto text = optional_text(query, name);
  if (text) check_id(*text);
  return text;
}

std::vector<std::string> id_list(const Query& query, std::string_view name, Bounds bounds) {
  const auto values = query.all(name);
  if (values.empty() && bounds.least > 0) throw ApiError(error_row("neon.missing_parameter"), name);
  check_length(values.size(), bounds);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_id_list(values[i])) {
      throw ApiError(error_row("neon.bad_parameter"),
                     "invalid: [" + std::to_string(i) +
                         "] (string: no regex match: " + std::string(kIdListPattern) + ")");
    }
    if (values[i].empty()) continue;
    for (const std::string_view id : split(values[i], ',')) ids.emplace_back(id);
  }
  return ids;
}

std::vector<std::string_view> split_values(const Query& query, std::string_view name) {
  std::vector<std::string_view> parts;
  for (const std::string_view value : query.all(name)) {
    for (const std::string_view part : split(value, ',')) {
      if (!part.empty()) parts.push_back(part);
    }
  }
  return parts;
}

}  // namespace mockmeter::neon
