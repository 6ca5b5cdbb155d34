#include "conformance/drift/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "conformance/drift/documented.h"

namespace mockmeter::conformance::drift {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::array<std::string_view, 1> kEnums{"/plan"};

/// As often as makes "always" mean something.
Shape seen(std::initializer_list<const char*> texts) {
  Shape shape;
  for (int round = 0; round < 5; ++round) {
    for (const char* text : texts) merge(shape, shape_of(Json::parse(text), kEnums));
  }
  return shape;
}

/// A line for each difference: "type /a: integer -> string".
std::vector<std::string> lines(const std::vector<ShapeDifference>& differences) {
  std::vector<std::string> lines;
  for (const ShapeDifference& each : differences) {
    lines.push_back(std::string(info_of(each.severity).name) + ' ' +
                    std::string(info_of(each.kind).name) + ' ' + each.path + ": " + each.before +
                    " -> " + each.now);
  }
  return lines;
}

std::vector<std::string> compared(std::initializer_list<const char*> before,
                                  std::initializer_list<const char*> now,
                                  const char* schema = nullptr) {
  std::optional<Shape> documented;
  if (schema != nullptr) documented = shape_of_schema(Json::parse(schema));
  return lines(compare(seen(before), seen(now), documented ? &*documented : nullptr));
}

TEST(DriftCompare, ValuesAreNoDifference) {
  EXPECT_THAT(compared({R"({"a": 1, "b": ["x"]})"}, {R"({"a": 2, "b": ["y", "z"]})"}), IsEmpty());
}

TEST(DriftCompare, NamesMissingAndNewMembers) {
  EXPECT_THAT(
      compared({R"({"rows": [{"a": 1, "b": "x"}]})"}, {R"({"rows": [{"a": 1, "c": true}]})"}),
      ElementsAre("breaking missing-member /rows/*/b: string -> absent",
                  "change new-member /rows/*/c: absent -> boolean"));
}

TEST(DriftCompare, WhatIsNotSeenIsNotMissing) {
  EXPECT_THAT(compared({R"({"a": 1, "b": 1})", R"({"a": 1})"}, {R"({"a": 1})"}), IsEmpty());
  EXPECT_THAT(compared({R"([{"a": 1}])"}, {"[]"}), IsEmpty());
  EXPECT_THAT(compared({"[]"}, {R"([{"a": 1}])"}), IsEmpty());
  EXPECT_THAT(compared({R"({"a": null})", R"({"a": 1})"}, {R"({"a": 1})"}), IsEmpty());
}

TEST(DriftCompare, NamesMembersThatAreNoLongerAlwaysThere) {
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": 1})", "{}"}),
              ElementsAre("breaking optional-member /a: integer -> absent in 5 of 10"));
}

TEST(DriftCompare, OneObjectDoesNotMeanAlways) {
  const Shape one = shape_of(Json::parse(R"({"a": 1, "b": 2})"));
  EXPECT_THAT(lines(compare(one, seen({R"({"a": 1})"}), nullptr)), IsEmpty());
  EXPECT_THAT(lines(compare(one, seen({R"({"a": 1, "b": 2})", R"({"a": 1})"}), nullptr)),
              IsEmpty());
}

TEST(DriftCompare, NamesOtherTypes) {
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": "1"})"}),
              ElementsAre("breaking type /a: integer -> string"));
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": 1})", R"({"a": null})"}),
              ElementsAre("breaking type /a: integer -> integer or null"));
  EXPECT_THAT(compared({"{}"}, {"[]"}), ElementsAre("breaking type : object -> array"));
  EXPECT_THAT(compared({R"({"a": 1.5})"}, {R"({"a": 1})"}), IsEmpty());
}

TEST(DriftCompare, NamesNewValuesOfEnumeratedMembersAlone) {
  EXPECT_THAT(compared({R"({"plan": "free", "id": "x"})", R"({"plan": "paid", "id": "y"})"},
                       {R"({"plan": "gold", "id": "z"})"}),
              ElementsAre("change new-value /plan: free, paid -> gold"));
}

TEST(DriftCompare, NamesOtherFormsOfTimes) {
  EXPECT_THAT(compared({R"({"at": "2026-05-20T12:00:00Z"})"}, {R"({"at": "2026-05-20"})"}),
              ElementsAre("breaking text-form /at: RFC 3339 time -> date"));
  EXPECT_THAT(compared({R"({"at": "2026-05-20"})", R"({"at": "never"})"}, {R"({"at": "now"})"}),
              IsEmpty());
}

TEST(DriftCompare, NamesIntegersThatADoubleCannotHold) {
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": 9007199254740993})"}),
              ElementsAre("change integer-range /a: integers below 2^53 -> integers beyond 2^53"));
}

constexpr const char* kSchema = R"({
  "type": "object", "required": ["a"], "additionalProperties": false,
  "properties": {"a": {"type": ["number", "null"]}, "b": {"type": "integer"},
                 "plan": {"enum": ["free", "paid", "gold"]}}})";

TEST(DriftCompare, WhatADocumentLetsVaryIsData) {
  EXPECT_THAT(
      compared({R"({"a": 1, "b": 1})"}, {R"({"a": 1.5, "b": 1})", R"({"a": null})"}, kSchema),
      IsEmpty());
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": 1, "b": 1})", R"({"a": 1})"}, kSchema),
              IsEmpty());
  EXPECT_THAT(compared({R"({"a": 1, "plan": "free"})"}, {R"({"a": 1, "plan": "gold"})"}, kSchema),
              IsEmpty());
}

TEST(DriftCompare, WhatWasAlwaysSoAndNeverIsNowIsTold) {
  EXPECT_THAT(compared({R"({"a": 1, "b": 1})"}, {R"({"a": 1})"}, kSchema),
              ElementsAre("change missing-member /b: integer -> absent"));
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": 1, "b": 1})"}, kSchema),
              ElementsAre("change new-member /b: absent -> integer"));
  EXPECT_THAT(compared({R"({"a": 1})"}, {R"({"a": null})"}, kSchema),
              ElementsAre("change type /a: integer -> null"));
}

TEST(DriftCompare, WhatADocumentForbidsIsTold) {
  EXPECT_THAT(compared({R"({"a": 1, "b": 1, "plan": "free"})"},
                       {R"({"b": null, "plan": "tin", "c": 1})"}, kSchema),
              UnorderedElementsAre("breaking missing-member /a: integer -> absent",
                                   "breaking type /b: integer -> null",
                                   "change new-value /plan: free -> tin",
                                   "change new-member /c: absent -> integer"));
}

TEST(DriftCompareDocumented, NamesEachBreach) {
  const Shape documented = shape_of_schema(Json::parse(kSchema));
  EXPECT_THAT(lines(compare_documented(documented, seen({R"({"a": 1})"}))), IsEmpty());
  EXPECT_THAT(lines(compare_documented(documented, seen({R"({"b": "1", "plan": "tin", "c": 1})"}))),
              UnorderedElementsAre("breaking missing-member /a: number or null -> absent",
                                   "breaking type /b: integer -> string",
                                   "change new-value /plan: free, gold, paid -> tin",
                                   "change new-member /c: not named -> integer"));
  EXPECT_THAT(lines(compare_documented(documented, Shape())), IsEmpty());
}

TEST(DriftCompare, TellsWhatAShapeHasAtAPath) {
  const Shape shape = seen({R"({"rows": [{"a": 1, "b": "x"}, {"a": 2}], "none": []})"});
  EXPECT_EQ(text_at(shape, ""), "object");
  EXPECT_EQ(text_at(shape, "/rows"), "array of object");
  EXPECT_EQ(text_at(shape, "/rows/*/a"), "integer");
  EXPECT_EQ(text_at(shape, "/rows/*/b"), "string, or absent");
  EXPECT_EQ(text_at(shape, "/rows/*/c"), "absent");
  EXPECT_EQ(text_at(shape, "/none/*/a"), "");
}

}  // namespace
}  // namespace mockmeter::conformance::drift
