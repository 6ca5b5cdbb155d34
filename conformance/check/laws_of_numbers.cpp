#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "conformance/check/instant_text.h"
#include "conformance/check/law_table.h"
#include "conformance/judge/decimal.h"
#include "conformance/judge/shown.h"

namespace mockmeter::conformance::law {
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
  if (value.is_number_unsigned()) return static_cast<Number>(value.get<std::uint64_t>());
  if (value.is_number_integer()) return static_cast<Number>(value.get<std::int64_t>());
  if (value.is_number()) return static_cast<Number>(value.get<double>());
  return std::nullopt;
}

bool close(Number left, Number right, Number slack) { return std::fabs(left - right) <= slack; }

/// From `start` until `end`.
struct Bucket {
  Moment start;
  Moment end;
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
    const Moment begin = cut_to(unit, *start);
    return Bucket{begin, end_of(unit, begin), &item};
  }
  if (!end || !how.contains("lasts")) return std::nullopt;
  // Source: stats page, examples: each point carries a fraction of a second of its own.
  const auto lasts = seconds_of(name("lasts")).value();
  return Bucket{{end->seconds - lasts, 0}, {end->seconds, 0}, &item};
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
  for (const auto& at : places_in(*bucket.item, name.starts_with('/') ? name : '/' + name)) {
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
  const auto begins = [](const Bucket& a, const Bucket& b) { return a.start < b.start; };
  const auto ends = [](const Bucket& a, const Bucket& b) { return a.end < b.end; };
  const bool crosses = std::any_of(parts.begin(), parts.end(), [&](const Bucket& part) {
    const auto cuts = [&](const Moment& edge) { return part.start < edge && edge < part.end; };
    return cuts(whole.start) || cuts(whole.end);
  });
  return !crosses && !parts.empty() &&
         std::min_element(parts.begin(), parts.end(), begins)->start <= whole.start &&
         std::max_element(parts.begin(), parts.end(), ends)->end >= whole.end;
}

}  // namespace

Check sum(const Json& law, const Scene& scene) {
  const Selected whole = select(law, "is", scene);
  const Number slack = law.value("within", 0.0);
  if (whole.found.empty() || !number_in(*whole.found.front().value)) {
    return nothing_at(whole, "a number");
  }
  Number total = 0;
  for (const Json& place : law["of"]) {
    Json each = {{"at", place}};
    if (law.contains("step")) each["step"] = law["step"];
    const Selected part = select(each, "at", scene);
    if (part.found.empty()) return nothing_at(part, "numbers to add up");
    for (const auto& at : part.found) total += number_in(*at.value).value_or(0);
  }
  const Number told = *number_in(*whole.found.front().value);
  return named(whole.name(), opinion(close(total, told, slack),
                                     number_text(total) + ", the sum of " + shown(law["of"]),
                                     number_text(told), "off by " + number_text(told - total)));
}

Check adds_up(const Json& law, const Scene& scene) {
  const Selected part_places = select(law, "parts", scene);
  const Selected whole_places = select(law, "whole", scene);
  const std::vector<Bucket> parts = buckets_of(part_places, law["parts"]);
  const std::vector<Bucket> wholes = buckets_of(whole_places, law["whole"]);
  std::size_t unfinished = 0;
  std::size_t compared = 0;
  for (const Bucket& whole : wholes) {
    // One that is not over yet grows between the two questions.
    if (whole.end > scene.now) {
      ++unfinished;
      continue;
    }
    if (!is_covered(parts, whole)) continue;
    ++compared;
    for (const auto& name : law["values"].get<std::vector<std::string>>()) {
      const bool is_told = value_of(whole, name).has_value();
      const Number told = sum_in(wholes, whole, name);
      const Number total = sum_in(parts, whole, name);
      if (is_told && close(total, told, 0)) continue;
      return named(whole_places.name() + " " + name + " of " + to_string(whole.start),
                   opinion(false, number_text(total) + ", the sum of " + part_places.name(),
                           is_told ? number_text(told) : "nothing",
                           is_told ? "off by " + number_text(told - total) : ""));
    }
  }
  const std::string expected = "each is the sum of its parts";
  // On the first day of a month none of its days is over.
  const bool holds = compared != 0 || (!wholes.empty() && unfinished == wholes.size());
  return named(
      whole_places.name(),
      opinion(holds, expected, holds ? expected : "none is filled by " + part_places.name()));
}

Check same(const Json& law, const Scene& scene) {
  const Selected here = select(law, "at", scene);
  const Selected there = select(law, "is", scene);
  const std::string expected = "what stands at " + there.name();
  if (here.found.empty()) return nothing_at(here, expected);
  if (here.found.size() != there.found.size()) {
    return named(here.name(), opinion(false, expected + ", " + counted(there.found.size(), "value"),
                                      counted(here.found.size(), "value")));
  }
  for (std::size_t index = 0; index < here.found.size(); ++index) {
    const Json& value = *here.found[index].value;
    const Json& other = *there.found[index].value;
    if (value == other) continue;
    return named(
        here.answer->name + here.found[index].pointer,
        opinion(false, shown(other) + ", as " + there.answer->name + there.found[index].pointer,
                shown(value)));
  }
  return named(here.name(), opinion(true, expected, "the same"));
}

Check differs(const Json& law, const Scene& scene) {
  const Selected here = select(law, "at", scene);
  const Selected there = select(law, "is", scene);
  const std::string expected = "another than " + there.name() + ", or nothing";
  const bool is_same = !here.found.empty() && !there.found.empty() &&
                       *here.found.front().value == *there.found.front().value;
  return named(here.name(), opinion(!is_same, expected,
                                    is_same ? shown(*here.found.front().value) : "so it is"));
}

Check slice(const Json& law, const Scene& scene) {
  const Selected page = select(law, "at", scene);
  const Selected whole = select(law, "is", scene);
  const auto from = law["from"].get<std::size_t>();
  const std::string expected =
      "the items of " + whole.name() + " from number " + std::to_string(from) + " on";
  const bool is_behind_the_end = !whole.found.empty() && from >= whole.found.size();
  if (page.found.empty() && !is_behind_the_end) return nothing_at(page, expected);
  for (std::size_t index = 0; index < page.found.size(); ++index) {
    const Json& item = *page.found[index].value;
    const bool fits = from + index < whole.found.size() && *whole.found[from + index].value == item;
    if (fits) continue;
    return named(page.answer->name + page.found[index].pointer,
                 opinion(false, expected, shown(item),
                         from + index < whole.found.size()
                             ? "there it is " + shown(*whole.found[from + index].value)
                             : "there is no such item"));
  }
  return named(page.name(), opinion(true, expected, "so they are"));
}

Check percentage(const Json& law, const Scene& scene) {
  const Selected here = select(law, "at", scene);
  const Selected part = select(law, "part", scene);
  const Selected whole = select(law, "whole", scene);
  for (const Selected* each : {&here, &part, &whole}) {
    if (each->found.empty() || !number_in(*each->found.front().value)) {
      return nothing_at(*each, "a number");
    }
  }
  const Number told = *number_in(*here.found.front().value);
  const Number of = *number_in(*whole.found.front().value);
  const Number wanted = of == 0 ? 0 : 100 * *number_in(*part.found.front().value) / of;
  return named(here.name(), opinion(close(told, wanted, law["within"].get<double>()),
                                    number_text(wanted) + " %", number_text(told)));
}

}  // namespace mockmeter::conformance::law
