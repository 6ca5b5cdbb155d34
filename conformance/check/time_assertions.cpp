// Assertions about times and their order.

#include <chrono>
#include <stdexcept>

#include "base/time/duration.h"
#include "base/time/http_date.h"
#include "conformance/check/assertions.h"
#include "conformance/check/instant_text.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance::assertion {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr seconds kSlack{1};  // points may carry fractions of their own

/// A text, or seconds since 1970.
std::optional<Timestamp> moment_at(const Json& value) {
  if (value.is_number_integer()) return sys_seconds{seconds{value.get<std::int64_t>()}};
  return value.is_string() ? parse_any_timestamp(value.get_ref<const std::string&>())
                           : std::nullopt;
}

std::string seconds_text(Timestamp::duration span) {
  return std::to_string(floor<seconds>(span).count());
}

/// One of an array.
struct Item {
  const Json& value;
  const Json* before;  ///< null for the first one
  std::size_t index;
  bool is_last;
  const StepResponse& from;
};

/// Looks at every item of every array; `explain` says what is wrong with one, if anything.
template <typename Explain>
Assertion check_items(const Json& assertion, const ProbeContext& context,
                      const std::string& expected, Explain explain) {
  return check_places(
      assertion, context, expected, [&](const Json& array, const StepResponse& from) -> Found {
        if (!array.is_array()) return Defect{to_display(array)};
        if (array.empty()) return Defect{"no items"};
        for (std::size_t index = 0; index < array.size(); ++index) {
          const Item item{array[index], index == 0 ? nullptr : &array[index - 1], index,
                          index + 1 == array.size(), from};
          std::string words = explain(item);
          if (!words.empty())
            return Defect{to_display(item.value), words, '/' + std::to_string(index)};
        }
        return std::nullopt;
      });
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

/// A member that names an instant; empty when there is none.
std::optional<Timestamp> named_instant(const Json& assertion, const char* word,
                                       const ProbeContext& context) {
  if (!assertion.contains(word)) return std::nullopt;
  const std::string name = text_in(assertion, word);
  if (const auto moment = instant_of(name, context.now)) return moment;
  if (const auto moment = parse_rfc3339_timestamp(name)) return moment;
  throw std::invalid_argument(std::string(word) + " is no instant: " + name);
}

Timestamp day_of_month(Timestamp date, std::size_t index) {
  return cut_to(Unit::kMonth, date) + days{static_cast<std::int64_t>(index)};
}

/// {at, by, order?, ties?}: the items of each array are sorted by a number or an instant.
Assertion sorted(const Json& assertion, const ProbeContext& context) {
  const std::string by = text_in(assertion, "by");
  const bool descends = text_of(assertion, "order") == "desc";
  const bool ties = assertion.value("ties", false);
  const std::string expected =
      std::string(descends ? "descending" : "ascending") + " by " + by + (ties ? "" : ", no ties");
  return check_items(assertion, context, expected, [&](const Item& item) -> std::string {
    const Json* value = child_at(item.value, by);
    if (value == nullptr) return by + " is not there";
    if (item.before == nullptr) return {};
    const Json& before = *child_at(*item.before, by);
    const auto order = compare(before, *value);
    if (!order) return by + " cannot be compared";
    if (*order == 0) return ties ? "" : "the same as the item before it";
    return (*order < 0) != descends ? "" : to_display(before) + " stands before it";
  });
}

/// {at, time, is}: "3m" lies between each two points of each array, to a second.
Assertion spacing(const Json& assertion, const ProbeContext& context) {
  const std::string time = text_in(assertion, "time");
  const auto wanted = parse_duration(text_in(assertion, "is")).value();
  const std::string expected = text_in(assertion, "is") + " between points";
  return check_items(assertion, context, expected, [&](const Item& item) -> std::string {
    const auto here = time_in(item.value, time);
    if (!here) return unreadable(time);
    if (item.before == nullptr) return {};
    const auto gap = *here - *time_in(*item.before, time);
    if (gap >= wanted - kSlack && gap <= wanted + kSlack) return {};
    return seconds_text(gap) + " s behind the point before it";
  });
}

/// {at, time}: point n of each array lies in day n of the response's month.
Assertion each_day(const Json& assertion, const ProbeContext& context) {
  const std::string time = text_in(assertion, "time");
  const std::string expected = "point n in day n of the month";
  return check_items(assertion, context, expected, [&](const Item& item) -> std::string {
    const auto here = time_in(item.value, time);
    if (!here) return unreadable(time);
    const Timestamp day = day_of_month(item.from.date, item.index);
    return cut_to(Unit::kDay, *here) == day ? "" : "it is not in " + to_string(day);
  });
}

/// {at}: the names of the days of the response's month.
Assertion weekdays(const Json& assertion, const ProbeContext& context) {
  const std::string expected = "the names of the days of the month";
  return check_items(assertion, context, expected, [](const Item& item) -> std::string {
    const Timestamp day = day_of_month(item.from.date, item.index);
    const std::string_view name = weekday_name(floor<days>(day));
    if (item.value == Json(name)) return {};
    return to_string(day) + " is a " + std::string(name);
  });
}

/// {at, time, within}: the last point of each array is at most so far from the response's Date.
Assertion ends_now(const Json& assertion, const ProbeContext& context) {
  const std::string time = text_in(assertion, "time");
  const auto reach = parse_duration(text_in(assertion, "within")).value();
  const std::string expected =
      "a last point within " + text_in(assertion, "within") + " of the response's Date";
  return check_items(assertion, context, expected, [&](const Item& item) -> std::string {
    if (!item.is_last) return {};
    const auto here = time_in(item.value, time);
    if (!here) return unreadable(time);
    const auto away = floor<seconds>(*here) - floor<seconds>(item.from.date);
    if (away >= -reach && away <= reach) return {};
    return "it is " + seconds_text(away) + " s from " + to_string(item.from.date);
  });
}

/// {at, time}: no item of any array lies after the server's now. That is known to a second, by the
/// response's Date, or exactly, where the clock stands still.
Assertion not_after_now(const Json& assertion, const ProbeContext& context) {
  const std::string time = text_in(assertion, "time");
  return check_items(assertion, context, "no time after now", [&](const Item& item) -> std::string {
    const auto here = time_in(item.value, time);
    if (!here) return unreadable(time);
    const Timestamp latest = context.stands_at.value_or(item.from.date + kSlack);
    return *here <= latest ? "" : "it is after " + to_string(latest);
  });
}

/// {at, from?, before?}: each instant is not before one and before the other.
Assertion within(const Json& assertion, const ProbeContext& context) {
  const auto from = named_instant(assertion, "from", context);
  const auto before = named_instant(assertion, "before", context);
  std::string expected = "times";
  if (from) expected += " from " + to_string(*from);
  if (before) expected += " before " + to_string(*before);
  return check_places(assertion, context, expected, [&](const Json& value, auto&) -> Found {
    const auto here = moment_at(value);
    const bool fits = here && (!from || *here >= *from) && (!before || *here < *before);
    return fits ? std::nullopt : std::optional(Defect{to_display(value)});
  });
}

/// {at, is}: the instant is this one.
Assertion begins(const Json& assertion, const ProbeContext& context) {
  const Timestamp wanted = named_instant(assertion, "is", context).value();
  const std::string expected = to_string(wanted);
  return check_places(assertion, context, expected, [&](const Json& value, auto&) -> Found {
    const auto here = moment_at(value);
    if (here == wanted) return std::nullopt;
    return Defect{to_display(value), here ? difference_words(wanted, *here) : ""};
  });
}

/// {at, start, end, unit}: each bucket is one whole unit, UTC.
Assertion units(const Json& assertion, const ProbeContext& context) {
  const std::string start = text_in(assertion, "start");
  const std::string end = text_in(assertion, "end");
  const Unit unit = parse_unit(text_in(assertion, "unit")).value();
  const std::string expected = "one whole " + text_in(assertion, "unit") + ", UTC";
  return check_items(assertion, context, expected, [&](const Item& item) -> std::string {
    const auto from = time_in(item.value, start);
    const auto to = time_in(item.value, end);
    if (!from || !to) return unreadable(from ? end : start);
    if (cut_to(unit, *from) != *from) return start + " is not where one begins";
    return *to == end_of(unit, *from) ? "" : end + " is not where it ends";
  });
}

/// {at, start, end}: each bucket of an array begins where the one before it ends.
Assertion contiguous(const Json& assertion, const ProbeContext& context) {
  const std::string start = text_in(assertion, "start");
  const std::string end = text_in(assertion, "end");
  return check_items(
      assertion, context, "no gap and no overlap", [&](const Item& item) -> std::string {
        const auto from = time_in(item.value, start);
        if (!from) return unreadable(start);
        if (item.before == nullptr) return {};
        const auto before = time_in(*item.before, end);
        if (!before) return unreadable(end);
        return *before == *from ? "" : "the one before it ends at " + to_string(*before);
      });
}

constexpr std::array<AssertionRow, 10> kTimeAssertions{{{"sorted", sorted},
                                                        {"spacing", spacing},
                                                        {"one-per-day", each_day},
                                                        {"weekdays", weekdays},
                                                        {"ends-at-now", ends_now},
                                                        {"not-after-now", not_after_now},
                                                        {"within", within},
                                                        {"instant", begins},
                                                        {"aligned", units},
                                                        {"contiguous", contiguous}}};

}  // namespace

std::span<const AssertionRow> time_assertions() { return kTimeAssertions; }

std::optional<Timestamp> time_in(const Json& item, const std::string& name) {
  const Json* value = child_at(item, name);
  return value == nullptr ? std::nullopt : moment_at(*value);
}

}  // namespace mockmeter::conformance::assertion
