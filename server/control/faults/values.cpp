#include "server/control/faults/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/tables.h"
#include "base/text/numbers.h"
#include "base/time/duration.h"

namespace mockmeter {
namespace {

constexpr std::uint64_t kLargestCount = 1'000'000'000;
constexpr std::chrono::nanoseconds kLongestDuration = std::chrono::days{366};

struct ValueUnit {
  std::string_view name;
  std::int64_t size;
};
// Source: SI prefixes; "kB" of the grammar is 1000 bytes.
constexpr std::array<ValueUnit, 4> kSizes{{{"", 1}, {"B", 1}, {"kB", 1000}, {"MB", 1'000'000}}};

}  // namespace

std::optional<std::uint64_t> read_count(std::string_view text) {
  const auto count = whole_number<std::uint64_t>(text);
  return count && *count <= kLargestCount ? count : std::nullopt;
}

std::optional<std::uint32_t> read_probability(std::string_view text) {
  double p = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), p);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const double millionths = std::round(p * 1e6);
  if (!(millionths >= 1 && millionths <= 1e6)) return std::nullopt;  // not-a-number too
  return static_cast<std::uint32_t>(millionths);
}

std::optional<std::int64_t> read_error_status(std::string_view text) {
  const auto status = read_count(text);
  if (!status || text.size() != 3 || *status < 400 || *status > 599) return std::nullopt;
  return static_cast<std::int64_t>(*status);
}

std::optional<std::int64_t> read_duration(std::string_view text) {
  const auto duration = parse_duration(text);
  if (!duration || duration->count() == 0 || *duration > kLongestDuration) return std::nullopt;
  return *duration / std::chrono::milliseconds{1};
}

std::optional<std::int64_t> read_size(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto count = read_count(text.substr(0, digits));
  const ValueUnit* unit = find_by(kSizes, &ValueUnit::name, text.substr(digits));
  if (!count || unit == nullptr) return std::nullopt;
  return static_cast<std::int64_t>(*count) * unit->size;
}

std::optional<std::int64_t> read_rate(std::string_view text) {
  const auto size = read_size(text);
  return size && *size > 0 ? size : std::nullopt;
}

std::optional<std::int64_t> read_field_value(std::string_view text) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  if (text.empty() || !printable || text.front() == ' ' || text.back() == ' ') return std::nullopt;
  return 0;
}

}  // namespace mockmeter
