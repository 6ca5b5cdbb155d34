// Assertions about one response.

#include <array>
#include <set>

#include "base/tables.h"
#include "conformance/check/assertions.h"
#include "conformance/check/instant_text.h"
#include "conformance/evaluation/assertions/headers.h"
#include "conformance/evaluation/assertions/schemas.h"
#include "conformance/model/display.h"
#include "schemas/load.h"
#include "schemas/validate.h"

namespace mockmeter::conformance::assertion {
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

/// {at?, file | is, loose?}: valid by a file of schemas/, or by this schema. What no document
/// forbids is let pass: members that nobody described, and with `loose` members that are missing.
Assertion schema(const Json& assertion, const ProbeContext& context) {
  const std::string file = text_of(assertion, "file");
  Json document = file.empty() ? assertion["is"] : load_schema("schemas/" + file);
  open(document, assertion.value("allow_missing", false));
  const Schema schema(document);
  Json placed = assertion;
  placed.emplace("at", "");
  return check_places(placed, context,
                      "valid by " + (file.empty() ? to_display(assertion["is"]) : file),
                      [&](const Json& value, auto&) -> Found {
                        if (deeper_than(value, kMaxExaminedDepth))
                          return Defect{"something deeper than that"};
                        const auto faults = schema.validate(value);
                        if (faults.empty()) return std::nullopt;
                        return Defect{to_display(value), validation_text(faults)};
                      });
}

/// {name, rule}: as the rules for header fields in a case.
Assertion header(const Json& assertion, const ProbeContext& context) {
  const StepResponse& response = context.response(text_of(assertion, "step"));
  const Json rules = {{text_in(assertion, "name"), assertion["rule"]}};
  const std::vector<Assertion> checks = evaluate_headers(rules, response.exchange.response_headers);
  const Assertion* broken = find_by(checks, &Assertion::passed, false);
  return with_name(response.name + " " + text_in(assertion, "name"),
                   broken == nullptr ? checks.front() : *broken);
}

/// A number, one of several, or "days of the month".
std::vector<std::size_t> lengths_of(const Json& is, Timestamp date) {
  if (is.is_array()) return is.get<std::vector<std::size_t>>();
  if (is.is_number()) return {is.get<std::size_t>()};
  const Timestamp begin = cut_to(Unit::kMonth, date);
  const auto length = end_of(Unit::kMonth, begin) - begin;
  return {static_cast<std::size_t>(length / std::chrono::days{1})};
}

/// {at, is}: each array is that long, see lengths_of().
Assertion length(const Json& assertion, const ProbeContext& context) {
  Timestamp date = select(assertion, "at", context).response->date;
  const auto lengths = lengths_of(assertion["is"], date);
  return check_places(
      assertion, context, alternatives(lengths) + " items", [&](const Json& value, auto&) -> Found {
        if (!value.is_array()) return Defect{to_display(value)};
        if (contains(lengths, value.size())) return std::nullopt;
        return Defect{std::to_string(value.size()), miscount(lengths.front(), value.size())};
      });
}

/// {at}: no two are equal.
Assertion distinct(const Json& assertion, const ProbeContext& context) {
  std::set<std::string> seen;
  return check_places(assertion, context, "no two that are equal",
                      [&](const Json& value, auto&) -> Found {
                        if (seen.insert(json_text(value)).second) return std::nullopt;
                        return Defect{to_display(value), "it is there more than once"};
                      });
}

/// {at, items}: hasMore tells whether something stands behind offset and these items.
Assertion pagination(const Json& assertion, const ProbeContext& context) {
  const Selected selected = select(assertion, "at", context);
  const Selected items = select(assertion, "items", context);
  const std::string expected = "hasMore exactly when offset and the items here are less than total";
  if (selected.found.empty() || items.found.empty()) return nothing_at(selected, expected);
  const Json& page = *selected.found.front().value;
  const auto number = [&page](const char* name) {
    const auto member = page.is_object() ? page.find(name) : page.end();
    return page.is_object() && member != page.end() && member->is_number() ? member->get<double>()
                                                                           : -1.0;
  };
  const std::size_t here = items.found.front().value->size();
  const bool is_more = number("offset") + static_cast<double>(here) < number("total");
  const bool fits = number("offset") >= 0 && number("total") >= 0 && page.contains("hasMore") &&
                    page["hasMore"] == Json(is_more);
  return with_name(selected.name(), make_assertion(fits, expected, to_display(page),
                                                   std::to_string(here) + " items here"));
}

constexpr std::array<AssertionRow, 5> kResponseAssertions{{{"schema", schema},
                                                           {"header", header},
                                                           {"length", length},
                                                           {"distinct", distinct},
                                                           {"pagination", pagination}}};

}  // namespace

std::span<const AssertionRow> response_assertions() { return kResponseAssertions; }

}  // namespace mockmeter::conformance::assertion
