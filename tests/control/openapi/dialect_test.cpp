#include "server/control/openapi/dialect.h"

#include <gtest/gtest.h>

#include <ostream>

namespace mockmeter::testing {
namespace {

Json converted(const char* schema) {
  return to_openapi_dialect(Json::parse(schema), "#/components/schemas/a.b",
                            [](const std::string& file) -> Json {
                              return {{"$ref", "#/components/schemas/a." + file}};
                            });
}

struct Case {
  const char* what;
  const char* draft07;
  const char* expected;
};

void PrintTo(const Case& row, std::ostream* out) { *out << row.what; }

class Dialect : public ::testing::TestWithParam<Case> {};

TEST_P(Dialect, IsThatOfOpenApi31) {
  EXPECT_EQ(converted(GetParam().draft07), Json::parse(GetParam().expected)) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Keywords, Dialect,
    ::testing::Values(
        Case{"identity is dropped", R"({"$schema":"x","$id":"y","type":"null"})",
             R"({"type":"null"})"},
        Case{"a file is a component", R"({"items":{"$ref":"user.json"}})",
             R"({"items":{"$ref":"#/components/schemas/a.user.json"}})"},
        Case{"what stands beside a reference is ignored", R"({"$ref":"user.json","minimum":3})",
             R"({"$ref":"#/components/schemas/a.user.json"})"},
        Case{
            "definitions go along",
            R"({"definitions":{"n":{"$ref":"#/definitions/m"},"m":true},"$comment":"c"})",
            R"({"$defs":{"n":{"$ref":"#/components/schemas/a.b/$defs/m"},"m":true},"$comment":"c"})"},
        Case{"the schema itself", R"({"properties":{"next":{"$ref":"#"}}})",
             R"({"properties":{"next":{"$ref":"#/components/schemas/a.b"}}})"},
        Case{"a tuple", R"({"items":[{"$ref":"x.json"},true],"additionalItems":false})",
             R"({"prefixItems":[{"$ref":"#/components/schemas/a.x.json"},true],"items":false})"},
        Case{"additionalItems without a tuple says nothing",
             R"({"items":{"type":"string"},"additionalItems":false})",
             R"({"items":{"type":"string"}})"},
        Case{"choices", R"({"anyOf":[{"$ref":"x.json"},{"not":{"$ref":"y.json"}}]})",
             R"({"anyOf":[{"$ref":"#/components/schemas/a.x.json"},
                          {"not":{"$ref":"#/components/schemas/a.y.json"}}]})"},
        Case{"members may be called like keywords",
             R"({"properties":{"definitions":{"type":"string"},"items":{"$ref":"x.json"}}})",
             R"({"properties":{"definitions":{"type":"string"},
                               "items":{"$ref":"#/components/schemas/a.x.json"}}})"},
        Case{"data is not a schema", R"({"const":{"$ref":"x.json","definitions":1}})",
             R"({"const":{"$ref":"x.json","definitions":1}})"}));

}  // namespace
}  // namespace mockmeter::testing
