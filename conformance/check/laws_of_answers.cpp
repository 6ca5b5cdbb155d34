#include <algorithm>
#include <set>

#include "conformance/check/instant_text.h"
#include "conformance/check/law_table.h"
#include "conformance/judge/faults.h"
#include "conformance/judge/headers.h"
#include "conformance/judge/shown.h"
#include "conformance/model/contains.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance::law {
namespace {

/// A schema says what the mock sends, letter by letter; the documents close no object.
void open(Json& schema, bool loose) {
  if (!schema.is_structured()) return;
  if (schema.is_object()) {
    if (const auto closed = schema.find("additionalProperties");
        closed != schema.end() && *closed == false) {
      schema.erase("additionalProperties");
    }
    if (loose && schema.contains("properties")) schema.erase("required");
  }
  for (Json& part : schema) open(part, loose);
}

Json schema_in(const Json& law) {
  Json schema =
      law.contains("file") ? load_schema("schemas/" + law["file"].get<std::string>()) : law["is"];
  open(schema, law.value("allow_missing", false));
  return schema;
}

std::string described(const Json& law) {
  if (law.contains("file")) return "valid by " + law["file"].get<std::string>();
  return "valid by " + shown(law["is"]);
}

int days_of_month(const Moment& moment) {
  const Moment begin = cut_to(Unit::kMonth, moment);
  return static_cast<int>((end_of(Unit::kMonth, begin).seconds - begin.seconds) / 86'400);
}

std::vector<std::size_t> lengths_of(const Json& is, const Moment& date) {
  if (is.is_array()) return is.get<std::vector<std::size_t>>();
  if (is.is_number()) return {is.get<std::size_t>()};
  return {static_cast<std::size_t>(days_of_month(date))};
}

std::string off_by(std::size_t expected, std::size_t actual) {
  return actual < expected ? std::to_string(expected - actual) + " too few"
                           : std::to_string(actual - expected) + " too many";
}

}  // namespace

Check schema(const Json& law, const Scene& scene) {
  const Json at = {{"at", law.value("at", std::string())},
                   {"step", law.value("step", std::string())}};
  const Selected selected = select(at, "at", scene);
  if (selected.found.empty()) return nothing_at(selected, described(law));
  const Schema schema(schema_in(law));
  for (const auto& [pointer, value] : selected.found) {
    if (deeper_than(*value, kDeepestJudged)) {
      return named(selected.name(), opinion(false, described(law), "something deeper than that"));
    }
    const auto faults = schema.validate(*value);
    if (faults.empty()) continue;
    return named(selected.answer->name + pointer,
                 opinion_of_faults(faults, described(law), shown(*value)));
  }
  return named(selected.name(), opinion(true, described(law), "so it is"));
}

Check header(const Json& law, const Scene& scene) {
  const Answered& answer = scene.answer(law.value("step", std::string()));
  const Json rules = {{law["name"].get<std::string>(), law["rule"]}};
  const std::vector<Check> checks = judge_headers(rules, answer.exchange.answer_headers);
  const auto broken =
      std::find_if(checks.begin(), checks.end(), [](const Check& check) { return !check.passed; });
  Check check = broken == checks.end() ? checks.front() : *broken;
  check.name = answer.name + " " + law["name"].get<std::string>();
  return check;
}

Check length(const Json& law, const Scene& scene) {
  const Selected selected = select(law, "at", scene);
  const auto lengths = lengths_of(law["is"], selected.answer->date);
  const std::string expected = alternatives(lengths) + " items";
  if (selected.found.empty()) return nothing_at(selected, expected);
  for (const auto& [pointer, value] : selected.found) {
    const bool fits = value->is_array() && contains(lengths, value->size());
    if (fits) continue;
    return named(selected.answer->name + pointer,
                 value->is_array() ? opinion(false, expected, std::to_string(value->size()),
                                             off_by(lengths.front(), value->size()))
                                   : opinion(false, expected, shown(*value)));
  }
  return named(selected.name(), opinion(true, expected, expected));
}

Check distinct(const Json& law, const Scene& scene) {
  const Selected selected = select(law, "at", scene);
  const std::string expected = "no two that are equal";
  if (selected.found.empty()) return nothing_at(selected, expected);
  std::set<std::string> seen;
  for (const auto& [pointer, value] : selected.found) {
    if (seen.insert(value->dump(-1, ' ', false, Json::error_handler_t::replace)).second) continue;
    return named(selected.answer->name + pointer,
                 opinion(false, expected, shown(*value), "it is there more than once"));
  }
  return named(selected.name(), opinion(true, expected, expected));
}

Check pagination(const Json& law, const Scene& scene) {
  const Selected selected = select(law, "at", scene);
  const Selected items = select(law, "items", scene);
  const std::string expected = "hasMore exactly when offset and the items here are less than total";
  if (selected.found.empty() || items.found.empty()) return nothing_at(selected, expected);
  const Json& page = *selected.found.front().value;
  const auto number = [&page](const char* name) {
    const auto member = page.is_object() ? page.find(name) : page.end();
    return page.is_object() && member != page.end() && member->is_number() ? member->get<double>()
                                                                           : -1.0;
  };
  const auto here = static_cast<double>(items.found.front().value->size());
  const bool is_more = number("offset") + here < number("total");
  const bool fits = number("offset") >= 0 && number("total") >= 0 && page.contains("hasMore") &&
                    page["hasMore"] == Json(is_more);
  return named(selected.name(), opinion(fits, expected, shown(page),
                                        std::to_string(static_cast<long>(here)) + " items here"));
}

}  // namespace mockmeter::conformance::law
