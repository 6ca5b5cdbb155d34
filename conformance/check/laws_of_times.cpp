#include <chrono>
#include <optional>
#include <stdexcept>

#include "base/time/duration.h"
#include "base/time/http_date.h"
#include "conformance/check/instant_text.h"
#include "conformance/check/law_table.h"
#include "conformance/model/shown.h"

namespace mockmeter::conformance::law {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr seconds kSlack{1};  // points may carry fractions of their own

/// A text, or seconds since 1970.
std::optional<Moment> moment_at(const Json& value) {
  if (value.is_number_integer()) return sys_seconds{seconds{value.get<std::int64_t>()}};
  return value.is_string() ? parse_any_timestamp(value.get_ref<const std::string&>())
                           : std::nullopt;
}

std::string index_text(std::size_t index) { return "/" + std::to_string(index); }

/// Asks every item of every array; `fault(array, index)` is empty for a good one.
template <typename Fault>
Check of_items(const Json& law, const Scene& scene, const std::string& expected, Fault fault) {
  const Selected selected = select(law, "at", scene);
  if (selected.found.empty()) return nothing_at(selected, expected);
  for (const auto& [pointer, array] : selected.found) {
    const std::string name = selected.answer->name + pointer;
    if (!array->is_array()) return named(name, opinion(false, expected, shown(*array)));
    if (array->empty()) return named(name, opinion(false, expected, "no items"));
    for (std::size_t index = 0; index < array->size(); ++index) {
      std::string words = fault(*array, index, *selected.answer);
      if (words.empty()) continue;
      return named(name + index_text(index),
                   opinion(false, expected, shown((*array)[index]), std::move(words)));
    }
  }
  return named(selected.name(), opinion(true, expected, "so it is"));
}

std::string seconds_text(Moment::duration span) {
  return std::to_string(floor<seconds>(span).count());
}

std::string unreadable(const std::string& name) { return name + " is no time"; }

/// Negative when the left one comes first; empty when they cannot be compared.
std::optional<int> compare(const Json& left, const Json& right) {
  if (left.is_number() && right.is_number()) {
    const auto a = left.get<double>();
    const auto b = right.get<double>();
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const auto a = moment_at(left);
  const auto b = moment_at(right);
  if (!a || !b) return std::nullopt;
  return *a < *b ? -1 : *a > *b ? 1 : 0;
}

Moment named_instant(const Json& law, const char* word, const Scene& scene) {
  const std::string name = text_in(law, word);
  if (const auto moment = instant_of(name, scene.now)) return *moment;
  if (const auto moment = parse_rfc3339_timestamp(name)) return *moment;
  throw std::invalid_argument(std::string(word) + " is no instant: " + name);
}

Moment day_of_month(Moment date, std::size_t index) {
  return cut_to(Unit::kMonth, date) + days{static_cast<std::int64_t>(index)};
}

}  // namespace

std::optional<Moment> time_in(const Json& item, const std::string& name) {
  const Json* value = child_at(item, name);
  return value == nullptr ? std::nullopt : moment_at(*value);
}

Check sorted(const Json& law, const Scene& scene) {
  const std::string by = text_in(law, "by");
  const bool descends = law.value("order", std::string("asc")) == "desc";
  const bool ties = law.value("ties", false);
  const std::string expected =
      std::string(descends ? "descending" : "ascending") + " by " + by + (ties ? "" : ", no ties");
  return of_items(law, scene, expected,
                  [&](const Json& array, std::size_t index, const Answered&) -> std::string {
                    const Json* value = child_at(array[index], by);
                    if (value == nullptr) return by + " is not there";
                    if (index == 0) return {};
                    const Json* before = child_at(array[index - 1], by);
                    const auto order = compare(*before, *value);
                    if (!order) return by + " cannot be compared";
                    if (*order == 0) return ties ? "" : "the same as the item before it";
                    if ((*order < 0) != descends) return {};
                    return shown(*before) + " stands before it";
                  });
}

Check spacing(const Json& law, const Scene& scene) {
  const std::string time = text_in(law, "time");
  const auto wanted = parse_duration(text_in(law, "is")).value();
  return of_items(law, scene, text_in(law, "is") + " between points",
                  [&](const Json& array, std::size_t index, const Answered&) -> std::string {
                    const auto here = time_in(array[index], time);
                    if (!here) return unreadable(time);
                    if (index == 0) return {};
                    const auto before = time_in(array[index - 1], time);
                    const auto gap = *here - *before;
                    if (gap >= wanted - kSlack && gap <= wanted + kSlack) return {};
                    return seconds_text(gap) + " s behind the point before it";
                  });
}

Check each_day(const Json& law, const Scene& scene) {
  const std::string time = text_in(law, "time");
  return of_items(law, scene, "point n in day n of the month",
                  [&](const Json& array, std::size_t index, const Answered& answer) -> std::string {
                    const auto here = time_in(array[index], time);
                    if (!here) return unreadable(time);
                    const Moment day = day_of_month(answer.date, index);
                    return cut_to(Unit::kDay, *here) == day ? "" : "it is not in " + to_string(day);
                  });
}

Check weekdays(const Json& law, const Scene& scene) {
  return of_items(law, scene, "the names of the days of the month",
                  [](const Json& array, std::size_t index, const Answered& answer) -> std::string {
                    const Moment day = day_of_month(answer.date, index);
                    const std::string_view name = weekday_name(floor<days>(day));
                    if (array[index] == Json(name)) return {};
                    return to_string(day) + " is a " + std::string(name);
                  });
}

Check ends_now(const Json& law, const Scene& scene) {
  const std::string time = text_in(law, "time");
  const auto reach = parse_duration(text_in(law, "within")).value();
  return of_items(law, scene,
                  "a last point within " + text_in(law, "within") + " of the answer's Date",
                  [&](const Json& array, std::size_t index, const Answered& answer) -> std::string {
                    if (index + 1 != array.size()) return {};
                    const auto here = time_in(array[index], time);
                    if (!here) return unreadable(time);
                    const auto away = floor<seconds>(*here) - floor<seconds>(answer.date);
                    if (away >= -reach && away <= reach) return {};
                    return "it is " + seconds_text(away) + " s from " + to_string(answer.date);
                  });
}

Check within(const Json& law, const Scene& scene) {
  const Selected selected = select(law, "at", scene);
  std::string expected = "times";
  if (law.contains("from")) expected += " from " + to_string(named_instant(law, "from", scene));
  if (law.contains("before")) {
    expected += " before " + to_string(named_instant(law, "before", scene));
  }
  if (selected.found.empty()) return nothing_at(selected, expected);
  for (const auto& [pointer, value] : selected.found) {
    const auto here = moment_at(*value);
    const bool fits = here &&
                      (!law.contains("from") || *here >= named_instant(law, "from", scene)) &&
                      (!law.contains("before") || *here < named_instant(law, "before", scene));
    if (fits) continue;
    return named(selected.answer->name + pointer, opinion(false, expected, shown(*value)));
  }
  return named(selected.name(), opinion(true, expected, "so they are"));
}

Check begins(const Json& law, const Scene& scene) {
  const Selected selected = select(law, "at", scene);
  const Moment wanted = named_instant(law, "is", scene);
  if (selected.found.empty()) return nothing_at(selected, to_string(wanted));
  const Json& value = *selected.found.front().value;
  const auto here = moment_at(value);
  return named(selected.name(), opinion(here == wanted, to_string(wanted), shown(value),
                                        here ? difference_words(wanted, *here) : ""));
}

Check units(const Json& law, const Scene& scene) {
  const std::string start = text_in(law, "start");
  const std::string end = text_in(law, "end");
  const Unit unit = parse_unit(text_in(law, "unit")).value();
  return of_items(law, scene, "one whole " + text_in(law, "unit") + ", UTC",
                  [&](const Json& array, std::size_t index, const Answered&) -> std::string {
                    const auto from = time_in(array[index], start);
                    const auto to = time_in(array[index], end);
                    if (!from || !to) return unreadable(from ? end : start);
                    if (cut_to(unit, *from) != *from) return start + " is not where one begins";
                    return *to == end_of(unit, *from) ? "" : end + " is not where it ends";
                  });
}

Check contiguous(const Json& law, const Scene& scene) {
  const std::string start = text_in(law, "start");
  const std::string end = text_in(law, "end");
  return of_items(law, scene, "no gap and no overlap",
                  [&](const Json& array, std::size_t index, const Answered&) -> std::string {
                    const auto from = time_in(array[index], start);
                    if (!from) return unreadable(start);
                    if (index == 0) return {};
                    const auto before = time_in(array[index - 1], end);
                    if (!before) return unreadable(end);
                    return *before == *from ? ""
                                            : "the one before it ends at " + to_string(*before);
                  });
}

}  // namespace mockmeter::conformance::law
