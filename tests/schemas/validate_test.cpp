#include "schemas/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace mockmeter {

void PrintTo(const ValidationError& fault, std::ostream* out) {
  *out << "{" << fault.pointer << " | " << fault.expected << " | " << fault.found << "}";
}

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<ValidationError> faults_of(const char* schema, const char* value) {
  return Schema(Json::parse(schema)).validate(Json::parse(value));
}

struct Case {
  const char* schema;
  const char* value;
  std::vector<ValidationError> faults;
};

void expect_faults(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.schema) + " against " + each.value);
    EXPECT_EQ(faults_of(each.schema, each.value), each.faults);
  }
}

TEST(Validate, SaysWhatAScalarShouldHaveBeen) {
  expect_faults({
      {R"({"type": "string"})", "12.5", {{"", "a string", "12.5"}}},
      {R"({"type": ["string", "null"]})", "true", {{"", "a string or null", "true"}}},
      {R"({"enum": ["free", "paid", 3]})",
       R"("gold")",
       {{"", "one of: free, paid, 3", R"("gold")"}}},
      {R"({"const": "on"})", R"("off")", {{"", R"("on")", R"("off")"}}},
      {R"({"type": "integer", "minimum": 1, "maximum": 1000})",
       "0",
       {{"", "an integer from 1 to 1000", "0"}}},
      {R"({"type": "integer", "minimum": 1, "maximum": 1000})",
       R"("x")",
       {{"", "an integer from 1 to 1000", R"("x")"}}},
      {R"({"exclusiveMinimum": 0})", "0", {{"", "a number greater than 0", "0"}}},
      {R"({"exclusiveMaximum": 9})", "9", {{"", "a number less than 9", "9"}}},
      {R"({"maximum": 9})", "10", {{"", "a number of at most 9", "10"}}},
      {R"({"type": "string", "pattern": "^[a-z]+$"})",
       R"("A1")",
       {{"", "a string matching ^[a-z]+$", R"("A1")"}}},
      {R"({"type": "string", "pattern": "^[0-9]{4}$", "title": "a year"})",
       R"("soon")",
       {{"", "a year", R"("soon")"}}},
      {R"({"type": "string", "minLength": 2, "maxLength": 4})",
       R"("a")",
       {{"", "a string of 2 to 4 characters", R"("a")"}}},
      {R"({"type": "array", "minItems": 1})", "[]", {{"", "an array of at least 1 items", "[]"}}},
      {R"({"uniqueItems": true})", "[1, 1]", {{"", "an array without duplicates", "[1,1]"}}},
      {R"({"not": {"type": "null"}})", "null", {{"", "a value other than null", "null"}}},
  });
}

TEST(Validate, PointsAtTheCauseAndOnlyAtIt) {
  const char* const schema = R"({
    "type": "object",
    "required": ["accounts"],
    "additionalProperties": false,
    "properties": {"accounts": {"type": "array", "items": {"$ref": "#/definitions/account"}}},
    "definitions": {"account": {
      "type": "object", "required": ["id"], "additionalProperties": false,
      "properties": {"id": {"type": "string"}, "plan": {"enum": ["free", "paid"]},
                     "a/b~c": {"type": "integer"}}}}})";
  expect_faults({
      {schema, R"({"accounts": [{"id": "a", "plan": "paid"}]})", {}},
      {schema, "{}", {{"", R"(member "accounts")", "missing"}}},
      {schema,
       R"({"accounts": [{"id": "a"}, {"plan": "gold"}]})",
       {{"/accounts/1/plan", "one of: free, paid", R"("gold")"},
        {"/accounts/1", R"(member "id")", "missing"}}},
      {schema,
       R"({"accounts": [{"id": "a", "colour": 1}]})",
       {{"/accounts/0/colour", R"(no member "colour")", "1"}}},
      {schema,
       R"({"accounts": [{"id": "a", "a/b~c": "x"}]})",
       {{"/accounts/0/a~1b~0c", "an integer", R"("x")"}}},
  });
}

TEST(Validate, DescendsIntoMembersByPatternAndName) {
  const char* const schema = R"({
    "patternProperties": {"^n_": {"type": "integer"}},
    "propertyNames": {"pattern": "^[a-z_]+$"},
    "additionalProperties": {"type": "string"}})";
  expect_faults({
      {schema, R"({"n_a": 1, "b": "x"})", {}},
      {schema, R"({"n_a": "x"})", {{"/n_a", "an integer", R"("x")"}}},
      {schema, R"({"b": 1})", {{"/b", "a string", "1"}}},
      {schema, R"({"B": "x"})", {{"/B", "a string matching ^[a-z_]+$", R"("B")"}}},
  });
}

TEST(Validate, ChecksItemsByPosition) {
  const char* const schema =
      R"({"items": [{"type": "integer"}, {"type": "string"}], "additionalItems": false})";
  expect_faults({
      {schema, R"([1, "a"])", {}},
      {schema, R"(["a"])", {{"/0", "an integer", R"("a")"}}},
      {schema, R"([1, "a", 2])", {{"", "an array of at most 2 items", R"([1,"a",2])"}}},
      {R"({"contains": {"const": 1}})", "[2]", {{"", "an array that contains 1", "[2]"}}},
      {R"({"contains": {"const": 1}})", "[2, 1]", {}},
  });
}

TEST(Validate, NamesTheAlternatives) {
  const char* const plan_or_null = R"({"anyOf": [{"enum": ["free", "paid"]}, {"type": "null"}]})";
  const char* const by_kind = R"({"oneOf": [
    {"type": "object", "required": ["day"], "properties": {"day": {"type": "integer"}}},
    {"type": "string"}]})";
  expect_faults({
      {plan_or_null, "null", {}},
      {plan_or_null, "5", {{"", "one of: free, paid or null", "5"}}},
      {by_kind, R"({"day": "x"})", {{"/day", "an integer", R"("x")"}}},
      {by_kind, "{}", {{"", R"(member "day")", "missing"}}},
      {by_kind, "1", {{"", "an object or a string", "1"}}},
      {R"({"title": "a size", "oneOf": [{"type": "integer"}, {"type": "null"}]})",
       R"("x")",
       {{"", "a size", R"("x")"}}},
      {R"({"oneOf": [{"minimum": 1}, {"maximum": 5}]})",
       "3",
       {{"", "a value that fits exactly one of 2 alternatives, not 2", "3"}}},
      {R"({"allOf": [{"minimum": 1}, {"type": "integer"}]})",
       "0.5",
       {{"", "a number of at least 1", "0.5"}, {"", "an integer", "0.5"}}},
  });
}

TEST(Validate, FollowsConditions) {
  const char* const schema = R"({
    "if": {"properties": {"kind": {"const": "day"}}, "required": ["kind"]},
    "then": {"required": ["date"]}, "else": {"required": ["at"]}})";
  expect_faults({
      {schema, R"({"kind": "day", "date": 1})", {}},
      {schema, R"({"kind": "day"})", {{"", R"(member "date")", "missing"}}},
      {schema, R"({"kind": "hour"})", {{"", R"(member "at")", "missing"}}},
  });
}

TEST(Validate, KnowsIntegersAsJsonDoes) {
  expect_faults({
      {R"({"type": "integer", "minimum": 0})", "18446744073709551615", {}},
      {R"({"type": "integer", "minimum": 0})", "1.0", {}},
      {R"({"type": "integer"})", "1.5", {{"", "an integer", "1.5"}}},
      {R"({"type": "integer", "maximum": 9223372036854775807})",
       "18446744073709551615",
       {{"", "an integer of at most 9223372036854775807", "18446744073709551615"}}},
      {R"({"type": "number", "minimum": 0})", "-1", {{"", "a number of at least 0", "-1"}}},
  });
}

TEST(Validate, TakesFormatAsDocumentation) {
  EXPECT_THAT(faults_of(R"({"format": "date"})", R"("tomorrow")"), IsEmpty());
}

TEST(Validate, FollowsReferencesThatReferToThemselves) {
  const char* const tree =
      R"({"type": "object", "properties": {"child": {"$ref": "#"}}, "additionalProperties": false})";
  expect_faults({
      {tree, R"({"child": {"child": {}}})", {}},
      {tree, R"({"child": {"child": 1}})", {{"/child/child", "an object", "1"}}},
  });
}

TEST(Validate, CutsLongValuesBetweenCharacters) {
  const Schema schema(Json::parse(R"({"type": "null"})"));
  std::string text = "a";
  for (int i = 0; i < 60; ++i) text += "\xC3\xA4";
  const std::string found = schema.validate(Json(text)).front().found;
  EXPECT_EQ(found, "\"" + text.substr(0, 79) + "...");
}

TEST(Validate, SurvivesStringsThatWouldOverflowTheRegexStack) {
  const Schema schema(Json::parse(R"({"type": "string", "pattern": "^[a-z]*$"})"));
  EXPECT_THAT(schema.validate(Json(std::string(1024, 'a'))), IsEmpty());
  EXPECT_EQ(schema.validate(Json(std::string(4'000'000, 'a'))).size(), 1U);
}

TEST(Validate, RefusesABrokenSchemaByName) {
  const struct {
    const char* schema;
    const char* complaint;
  } cases[] = {
      {R"({"properties": {"a": {"requried": []}}})",
       R"(at "/properties/a": unknown keyword "requried")"},
      {R"({"items": {"pattern": "["}})", R"(at "/items/pattern": "[" is no regular expression)"},
      {R"({"pattern": 5})", R"(at "/pattern": a pattern must be a string)"},
      {R"({"$ref": "#/definitions/none"})",
       "leads nowhere in this document: \"#/definitions/none\""},
      {R"({"type": "text"})", "text"},
      {R"({"minimum": "low"})", "minimum"},
      {"5", "schema"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.schema);
    try {
      const Schema schema(Json::parse(each.schema));
      ADD_FAILURE() << "accepted";
    } catch (const std::invalid_argument& error) {
      EXPECT_THAT(error.what(), HasSubstr(each.complaint));
    }
  }
}

TEST(Validate, IsThreadSafe) {
  const Schema schema(
      Json::parse(R"({"items": {"type": "string", "pattern": "^a", "enum": ["ab", "ac"]}})"));
  const Json value = Json::parse(R"(["ab", "ac", "b"])");
  std::vector<std::vector<ValidationError>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) result = schema.validate(value);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : results) {
    EXPECT_THAT(result, ElementsAre(ValidationError{"/2", "one of: ab, ac", R"("b")"}));
  }
}

}  // namespace
}  // namespace mockmeter
