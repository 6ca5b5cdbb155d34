#include "server/metering/recorded/value_log.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <utility>

#include "base/time/instant.h"
#include "server/metering/integers.h"
#include "server/metering/recorded/atoms.h"

namespace mockmeter {
namespace {

using Leaves = std::map<Instant, LoggedValue>;  // by the begin of their windows

std::uint64_t duration_of(Window window) {
  return static_cast<std::uint64_t>((window.to - window.from).count());
}

/// Those that touch a window.
LoggedValues overlapping(const Leaves& leaves, Window window) {
  LoggedValues found;
  auto each = leaves.upper_bound(window.from);
  if (each != leaves.begin() && std::prev(each)->second.window.to > window.from) --each;
  for (; each != leaves.end() && each->first < window.to; ++each) found.push_back(each->second);
  return found;
}

void put(Leaves& leaves, const LoggedValues& values) {
  for (const LoggedValue& each : values) leaves[each.window.from] = each;
}

/// Takes the place of what lies there already when it was recorded later than all of it.
void replace_if_later(Leaves& leaves, const LoggedValue& value, const LoggedValues& there,
                      LoggedConflicts& conflicts) {
  const bool is_later = std::ranges::all_of(
      there, [&](const LoggedValue& each) { return each.number < value.number; });
  conflicts.replaced += is_later ? there.size() : 1;
  if (!is_later) return;
  for (const LoggedValue& each : there) leaves.erase(each.window.from);
  put(leaves, {value});
}

/// `value` is of a window at least as long as those of all that are there.
void add_leaf(Leaves& leaves, const LoggedValue& value, LoggedConflicts& conflicts) {
  const LoggedValues inner = overlapping(leaves, value.window);
  if (inner.empty()) return put(leaves, {value});
  std::uint64_t sum = 0;
  bool is_nested = true;
  for (const LoggedValue& each : inner) {
    sum = saturating_add(sum, each.value);
    is_nested = is_nested && holds(value.window, each.window);
  }
  const std::vector<Window> gaps = gaps_in(value.window, inner);
  const bool fits = is_nested && (gaps.empty() ? sum == value.value : sum <= value.value);
  if (!fits) return replace_if_later(leaves, value, inner, conflicts);
  if (!gaps.empty()) put(leaves, spread(value.value - sum, gaps, value.number));
}

Json to_document(const LoggedValue& value, bool is_level) {
  Json document;
  if (is_level) {
    document["at"] = format_rfc3339(value.window.to);
  } else {
    document["from"] = format_rfc3339(value.window.from);
    document["to"] = format_rfc3339(value.window.to);
  }
  document["value"] = value.value;
  if (value.is_derived) document["source"] = "derived";
  return document;
}

}  // namespace

void ValueLog::add(Window window, std::uint64_t value, std::size_t number) {
  LoggedValue& there = values_[{window.from, window.to}];
  if (there.number <= number) there = {window, value, number, false};
}

void ValueLog::merge(const ValueLog& other) {
  for (const auto& [key, value] : other.values_) add(value.window, value.value, value.number);
}

LoggedValues ValueLog::counted(LoggedConflicts& conflicts) const {
  LoggedValues all = levels();
  std::erase_if(all, [](const LoggedValue& each) { return each.window.empty(); });
  all = cut_to_atoms(std::move(all), conflicts);
  std::ranges::stable_sort(
      all, {}, [](const LoggedValue& each) { return each.window.to - each.window.from; });
  Leaves leaves;
  for (const LoggedValue& each : all) add_leaf(leaves, each, conflicts);
  LoggedValues values;
  for (const auto& [begin, value] : leaves) values.push_back(value);
  return values;
}

LoggedValues ValueLog::levels() const {
  LoggedValues values;
  for (const auto& [key, value] : values_) values.push_back(value);
  return values;
}

LoggedValues spread(std::uint64_t value, const std::vector<Window>& windows, std::size_t number) {
  std::uint64_t whole = 0;
  for (const Window& each : windows) whole += duration_of(each);
  LoggedValues values;
  std::uint64_t passed = 0;
  std::uint64_t given = 0;
  for (const Window& each : windows) {
    passed += duration_of(each);
    const auto due = static_cast<std::uint64_t>(UInt128{value} * passed / whole);
    values.push_back({each, due - given, number, true});
    given = due;
  }
  return values;
}

std::vector<Window> gaps_in(Window window, const LoggedValues& inner) {
  std::vector<Window> gaps;
  Instant done = window.from;
  for (const LoggedValue& each : inner) {
    if (each.window.to <= window.from || each.window.from >= window.to) continue;
    if (done < each.window.from) gaps.push_back({done, each.window.from});
    done = std::max(done, each.window.to);
  }
  if (done < window.to) gaps.push_back({done, window.to});
  return gaps;
}

std::uint64_t hourly_mean(const LoggedValues& values) {
  double sum = 0;
  double length = 0;
  for (const LoggedValue& each : values) {
    sum += static_cast<double>(each.value);
    length +=
        std::chrono::duration<double, std::ratio<3600>>(each.window.to - each.window.from).count();
  }
  // Values are at most 9 x 10^18 in a window of a nanosecond at least.
  constexpr double kMost = 9e18;
  return static_cast<std::uint64_t>(length > 0 ? std::min(sum / length, kMost) : 0);
}

Json counter_document(const LoggedValues& values) {
  Json document = Json::array();
  for (const LoggedValue& each : values) document.push_back(to_document(each, false));
  return document;
}

Json gauge_document(const LoggedValues& values) {
  Json document = Json::array();
  for (const LoggedValue& each : values) document.push_back(to_document(each, true));
  return document;
}

}  // namespace mockmeter
