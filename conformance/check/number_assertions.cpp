// Assertions about numbers, and about what two places have in common.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "base/time/duration.h"
#include "conformance/check/assertions.h"
#include "conformance/check/instant_text.h"
#include "conformance/evaluation/values/decimal.h"
#include "conformance/model/display.h"

namespace mockmeter::conformance::assertion {
namespace {

// Its 64 bits hold every uint64 that these APIs send.
using Number = long double;

std::string number_text(Number number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.12Lg", number);
  return number == std::floor(number) && std::fabs(number) < 1e18L
             ? std::to_string(static_cast<long long>(number))
             : text.data();
}

/// Of a number, or of the text of a decimal: money is told as either.
std::optional<Number> number_in(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (!parse_decimal(text)) return std::nullopt;
    return std::strtold(text.c_str(), nullptr);
  }
  return value.is_number() ? std::optional(value.get<Number>()) : std::nullopt;
}

/// Of the first place; empty when there is none.
std::optional<Number> first_number(const Selected& selected) {
  return selected.found.empty() ? std::nullopt : number_in(*selected.found.front().value);
}

bool close(Number left, Number right, Number slack) { return std::fabs(left - right) <= slack; }

/// From `start` until `end`.
struct Bucket {
  Timestamp start;
  Timestamp end;
  const Json* item = nullptr;
};

/// Where a bucket lies: {start, end}, or the {unit} that holds {start}, or {end, lasts}.
std::optional<Bucket> bucket_of(const Json& item, const Json& how) {
  const auto name = [&how](const char* word) { return how.value(word, std::string()); };
  const auto start = time_in(item, name("start"));
  const auto end = time_in(item, name("end"));
  if (start && end) return Bucket{*start, *end, &item};
  if (start && how.contains("unit")) {
    const Unit unit = parse_unit(name("unit")).value();
    const Timestamp begin = cut_to(unit, *start);
    return Bucket{begin, end_of(unit, begin), &item};
  }
  if (!end || !how.contains("lasts")) return std::nullopt;
  // Source: stats page, examples: each point carries a fraction of a second of its own, so it was
  // taken before the second was over.
  const Timestamp whole = std::chrono::ceil<std::chrono::seconds>(*end);
  return Bucket{whole - parse_duration(name("lasts")).value(), whole, &item};
}

std::vector<Bucket> buckets_of(const Selected& selected, const Json& how) {
  std::vector<Bucket> buckets;
  for (const auto& place : selected.found) {
    if (const auto bucket = bucket_of(*place.value, how)) buckets.push_back(*bucket);
  }
  return buckets;
}

/// The number of a member, or the sum of those at a pattern; empty when there is none.
std::optional<Number> value_of(const Bucket& bucket, const std::string& name) {
  std::optional<Number> sum;
  for (const auto& at :
       resolve_alternatives(*bucket.item, name.starts_with('/') ? name : '/' + name)) {
    if (const auto number = number_in(*at.value)) sum = sum.value_or(0) + *number;
  }
  return sum;
}

/// What the buckets inside of one say. Two of one time are told apart by no document: a bucket that
/// is split by a change of plan is two, so both count.
Number sum_in(const std::vector<Bucket>& parts, const Bucket& whole, const std::string& name) {
  Number sum = 0;
  for (const Bucket& part : parts) {
    if (part.start < whole.start || part.end > whole.end) continue;
    sum += value_of(part, name).value_or(0);
  }
  return sum;
}

/// Whether parts could fill it: they begin no later and end no earlier, and none crosses its edge.
bool is_covered(const std::vector<Bucket>& parts, const Bucket& whole) {
  const bool crosses = std::ranges::any_of(parts, [&](const Bucket& part) {
    const auto cuts = [&](Timestamp edge) { return part.start < edge && edge < part.end; };
    return cuts(whole.start) || cuts(whole.end);
  });
  return !crosses && !parts.empty() &&
         std::ranges::min_element(parts, {}, &Bucket::start)->start <= whole.start &&
         std::ranges::max_element(parts, {}, &Bucket::end)->end >= whole.end;
}

/// {of: [places], is: place, within?}: the numbers add up.
Assertion sum(const Json& assertion, const ProbeContext& context) {
  const Selected whole = select(assertion, "is", context);
  const auto told = first_number(whole);
  if (!told) return nothing_at(whole, "a number");
  Number total = 0;
  for (const Json& place : assertion["of"]) {
    const Selected part =
        select({{"at", place}, {"step", text_of(assertion, "step")}}, "at", context);
    if (part.found.empty()) return nothing_at(part, "numbers to add up");
    for (const auto& at : part.found) total += number_in(*at.value).value_or(0);
  }
  return with_name(
      whole.name(),
      make_assertion(close(total, *told, assertion.value("within", 0.0)),
                     number_text(total) + ", the sum of " + to_display(assertion["of"]),
                     number_text(*told), "off by " + number_text(*told - total)));
}

/// {parts, whole, values}: the parts that fill a bucket of the whole add up to it once it is over,
/// all those of the same time together. Both are places with {start, end}, {start, unit} or
/// {end, lasts}; values are members of an item, or patterns in it: "/metrics/*/value".
Assertion adds_up(const Json& assertion, const ProbeContext& context) {
  const Selected part_places = select(assertion, "parts", context);
  const Selected whole_places = select(assertion, "whole", context);
  const std::vector<Bucket> parts = buckets_of(part_places, assertion["parts"]);
  const std::vector<Bucket> wholes = buckets_of(whole_places, assertion["whole"]);
  std::size_t unfinished = 0;
  std::size_t compared = 0;
  for (const Bucket& whole : wholes) {
    // One that is not over yet grows between the two questions.
    if (whole.end > context.now) {
      ++unfinished;
      continue;
    }
    if (!is_covered(parts, whole)) continue;
    ++compared;
    for (const auto& name : assertion["values"].get<std::vector<std::string>>()) {
      const bool is_told = value_of(whole, name).has_value();
      const Number told = sum_in(wholes, whole, name);
      const Number total = sum_in(parts, whole, name);
      if (is_told && close(total, told, 0)) continue;
      return with_name(
          whole_places.name() + " " + name + " of " + to_string(whole.start),
          make_assertion(false, number_text(total) + ", the sum of " + part_places.name(),
                         is_told ? number_text(told) : "nothing",
                         is_told ? "off by " + number_text(told - total) : ""));
    }
  }
  const std::string expected = "each is the sum of its parts";
  // On the first day of a month none of its days is over.
  const bool holds = compared != 0 || (!wholes.empty() && unfinished == wholes.size());
  return with_name(whole_places.name(),
                   make_assertion(holds, expected,
                                  holds ? expected : "none is filled by " + part_places.name()));
}

/// {at, is}: equal to what stands at another place.
Assertion same(const Json& assertion, const ProbeContext& context) {
  const Selected here = select(assertion, "at", context);
  const Selected there = select(assertion, "is", context);
  const std::string expected = "what stands at " + there.name();
  if (!here.found.empty() && here.found.size() != there.found.size()) {
    return with_name(here.name(),
                     make_assertion(false, expected + ", " + pluralize(there.found.size(), "value"),
                                    pluralize(here.found.size(), "value")));
  }
  std::size_t index = 0;
  return check_places(assertion, context, expected, [&](const Json& value, auto&) -> Found {
    const auto& [pointer, other] = there.found[index++];
    if (value == *other) return std::nullopt;
    return Defect{to_display(value),
                  to_display(*other) + " stands at " + there.response->name + pointer};
  });
}

/// {at, is}: each of these numbers is at most the one at another place.
Assertion at_most(const Json& assertion, const ProbeContext& context) {
  const Selected bound = select(assertion, "is", context);
  const auto most = first_number(bound);
  if (!most) return nothing_at(bound, "a number");
  const std::string expected = "at most " + number_text(*most) + ", the number at " + bound.name();
  return check_places(assertion, context, expected, [&](const Json& value, auto&) -> Found {
    const auto number = number_in(value);
    if (!number) return Defect{to_display(value), "no number"};
    if (*number <= *most) return std::nullopt;
    return Defect{number_text(*number), number_text(*number - *most) + " too many"};
  });
}

/// {at, is}: another than what stands at another place, or nothing.
Assertion differs(const Json& assertion, const ProbeContext& context) {
  const Selected here = select(assertion, "at", context);
  const Selected there = select(assertion, "is", context);
  const bool is_same = !here.found.empty() && !there.found.empty() &&
                       *here.found.front().value == *there.found.front().value;
  return with_name(here.name(),
                   make_assertion(!is_same, "another than " + there.name() + ", or nothing",
                                  is_same ? to_display(*here.found.front().value) : "so it is"));
}

/// {at, is, from}: these items are those of the whole from there on; none when it ends there.
Assertion slice(const Json& assertion, const ProbeContext& context) {
  const Selected page = select(assertion, "at", context);
  const Selected whole = select(assertion, "is", context);
  auto index = assertion["from"].get<std::size_t>();
  const std::string expected =
      "the items of " + whole.name() + " from number " + std::to_string(index) + " on";
  const bool is_behind_the_end = !whole.found.empty() && index >= whole.found.size();
  if (page.found.empty() && is_behind_the_end) {
    return with_name(page.name(), make_assertion(true, expected, "there are none"));
  }
  return check_places(assertion, context, expected, [&](const Json& item, auto&) -> Found {
    const bool is_there = index < whole.found.size();
    const Json* other = is_there ? whole.found[index++].value : nullptr;
    if (is_there && *other == item) return std::nullopt;
    return Defect{to_display(item),
                  is_there ? "there it is " + to_display(*other) : "there is no such item"};
  });
}

/// {at, part, whole, within}: 100 * part / whole.
Assertion percentage(const Json& assertion, const ProbeContext& context) {
  std::vector<Number> numbers;
  for (const char* word : {"at", "part", "whole"}) {
    const Selected selected = select(assertion, word, context);
    const auto number = first_number(selected);
    if (!number) return nothing_at(selected, "a number");
    numbers.push_back(*number);
  }
  const Number wanted = numbers[2] == 0 ? 0 : 100 * numbers[1] / numbers[2];
  return with_name(select(assertion, "at", context).name(),
                   make_assertion(close(numbers[0], wanted, assertion["within"].get<double>()),
                                  number_text(wanted) + " %", number_text(numbers[0])));
}

constexpr std::array<AssertionRow, 7> kNumberAssertions{{{"sum", sum},
                                                         {"bucket-sums", adds_up},
                                                         {"equals", same},
                                                         {"not-equals", differs},
                                                         {"at-most", at_most},
                                                         {"slice", slice},
                                                         {"percentage", percentage}}};

}  // namespace

std::span<const AssertionRow> number_assertions() { return kNumberAssertions; }

}  // namespace mockmeter::conformance::assertion
