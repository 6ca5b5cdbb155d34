#include "conformance/adapters/reference/operations/operation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace reference {
namespace {

using testing::HasSubstr;

/// A file that is as it has to be, with `patch` merged into it.
std::string file_with(const char* patch) {
  Json file = Json::parse(R"({
    "parameters": {"from": {"type": "unix_seconds"}, "by": {"type": "enum", "array": true, "brackets": true},
                   "page": {"type": "text", "new": true}},
    "operations": {
      "acme.list": {"method": "GET", "path": "/a/{b}/{c}", "query": ["page", "from", "by"],
                    "body": ["d"], "response": "object",
                    "paging": {"items": "data", "argument": "page", "next": ["next"], "more": ["more"]}}
    },
    "fields": {"decimal": ["value"], "enum": {"unit": ["usd"]}, "plain": ["data"]}
  })");
  file.merge_patch(Json::parse(patch));
  return file.dump();
}

std::string refusal(const std::string& text) {
  try {
    read_operations("acme.json", text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(ReadOperations, ReadsWhatAnOperationIs) {
  const auto all = read_operations("acme.json", file_with("{}"));
  ASSERT_EQ(all.size(), 1U);
  const Operation& list = all.front();
  EXPECT_EQ(list.id, "acme.list");
  std::vector<std::pair<std::string, ParameterLocation>> sent;
  for (const Parameter& each : list.parameters) sent.emplace_back(each.name, each.place);
  EXPECT_EQ(sent, (std::vector<std::pair<std::string, ParameterLocation>>{
                      {"b", ParameterLocation::kPath},
                      {"c", ParameterLocation::kPath},
                      {"page", ParameterLocation::kQuery},
                      {"from", ParameterLocation::kQuery},
                      {"by", ParameterLocation::kQuery},
                      {"d", ParameterLocation::kBody}}));
  EXPECT_TRUE(list.find_parameter("page")->is_cursor);
  EXPECT_TRUE(list.find_parameter("page")->is_new);
  EXPECT_FALSE(list.find_parameter("from")->is_cursor);
  EXPECT_EQ(list.model->find_field("value")->type, Field::Type::kDecimal);
  EXPECT_EQ(list.model->find_field("unit")->values, std::vector<std::string>{"usd"});
  EXPECT_EQ(list.model->find_field("other"), nullptr);
}

TEST(ReadOperations, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"more": {}})", "acme.json#/more: is not known"},
      {R"({"fields": null})", "acme.json#: has no \"fields\""},
      {R"({"operations": []})", "acme.json#/operations: is no object"},
      {R"({"operations": {"acme.list": {"method": 1}}})",
       "acme.json#/operations/acme.list/method: [json.exception.type_error.302] type must be "
       "string"},
      {R"({"operations": {"acme.list": {"metod": "GET"}}})",
       "acme.json#/operations/acme.list/metod: is not known"},
      {R"({"operations": {"acme.list": {"path": "/{a"}}})",
       "acme.json#/operations/acme.list/path: has a { without a }"},
      {R"({"operations": {"acme.list": {"query": ["page", "to"]}}})",
       "acme.json#/operations/acme.list/query: no parameter is called to"},
      {R"({"operations": {"acme.list": {"query": ["from"]}}})",
       "acme.json#/operations/acme.list/paging: its argument is not sent"},
      {R"({"operations": {"acme.list": {"body": "d"}}})", "acme.json#/operations/acme.list/body: "},
      {R"({"operations": {"acme.list": {"response": "list"}}})",
       "acme.json#/operations/acme.list/response: \"list\" is none of object, array, string"},
      {R"({"operations": {"acme.list": {"paging": {"next": "next"}}}})",
       "acme.json#/operations/acme.list/paging/next: "},
      {R"({"operations": {"acme.list": {"paging": {"next": null}}}})",
       "acme.json#/operations/acme.list/paging: has to have \"next\" or \"offset\""},
      {R"({"operations": {"acme.list": {"paging": {"next": null, "offset": ["o"], "more": null}}}})",
       "acme.json#/operations/acme.list/paging: has no \"more\""},
      {R"({"parameters": {"from": {"type": "date"}}})",
       "acme.json#/parameters/from/type: \"date\" is none of text, enum, instant, unix_seconds"},
      {R"({"parameters": {"page": {"new": "yes"}}})", "acme.json#/parameters/page/new: "},
      {R"({"parameters": {"unused": {"typ": "text"}}})",
       "acme.json#/parameters/unused/typ: is not known"},
      {R"({"fields": {"date": ["day"]}})", "acme.json#/fields/date: \"date\" is none of plain"},
      {R"({"fields": {"plain": ["data", "value"]}})",
       "acme.json#/fields/plain: value is there already"},
      {R"({"lists": [1]})", "acme.json#/lists: "},
      {R"({"points": {"time": "x"}})", "acme.json#/points: has no \"value\""},
  };
  for (const auto& [patch, message] : rows) {
    EXPECT_THAT(refusal(file_with(patch)), HasSubstr(message)) << patch;
  }
  EXPECT_EQ(refusal("{"), "acme.json#: is no JSON");
  EXPECT_EQ(refusal("[]"), "acme.json#: is no object");
}

TEST(ReadOperations, OfTheProgramAreWellMadeAndEachThereOnce) {
  std::set<std::string> ids;
  for (const Operation& operation : operations()) {
    EXPECT_TRUE(ids.insert(operation.id).second) << operation.id;
    EXPECT_EQ(find_operation(operation.id), &operation);
  }
  EXPECT_GE(ids.size(), 22U);
  EXPECT_EQ(find_operation("acme.list"), nullptr);
}

}  // namespace
}  // namespace reference
