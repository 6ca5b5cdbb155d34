#include <gtest/gtest.h>

#include <ostream>

#include "server/control/admin/openapi/components.h"

namespace mockmeter::testing {
namespace {

Json converted(const char* schema) {
  return to_openapi_dialect(Json::parse(schema), "#/components/schemas/a.b",
                            [](const std::string& file) -> Json {
                              return {{"$ref", "#/components/schemas/a." + file}};
                            });
}

struct Conversion {
  const char* what;
  const char* draft07;
  const char* expected;
};

void PrintTo(const Conversion& row, std::ostream* out) { *out << row.what; }

class Dialect : public ::testing::TestWithParam<Conversion> {};

TEST_P(Dialect, IsThatOfOpenApi31) {
  EXPECT_EQ(converted(GetParam().draft07), Json::parse(GetParam().expected)) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Keywords, Dialect,
    ::testing::Values(
        Conversion{"identity is dropped", R"({"$schema":"x","$id":"y","type":"null"})",
                   R"({"type":"null"})"},
        Conversion{"a file is a component", R"({"items":{"$ref":"user.json"}})",
                   R"({"items":{"$ref":"#/components/schemas/a.user.json"}})"},
        Conversion{"what stands beside a reference is ignored",
                   R"({"$ref":"user.json","minimum":3})",
                   R"({"$ref":"#/components/schemas/a.user.json"})"},
        Conversion{
            "definitions go along",
            R"({"definitions":{"n":{"$ref":"#/definitions/m"},"m":true},"$comment":"c"})",
            R"({"$defs":{"n":{"$ref":"#/components/schemas/a.b/$defs/m"},"m":true},"$comment":"c"})"},
        Conversion{"the schema itself", R"({"properties":{"next":{"$ref":"#"}}})",
                   R"({"properties":{"next":{"$ref":"#/components/schemas/a.b"}}})"},
        Conversion{"an array of anything", R"({"type":"array"})", R"({"type":"array","items":{}})"},
        Conversion{
            "a tuple", R"({"items":[{"$ref":"x.json"},true],"additionalItems":false})",
            R"({"prefixItems":[{"$ref":"#/components/schemas/a.x.json"},true],"items":false})"},
        Conversion{"additionalItems without a tuple says nothing",
                   R"({"items":{"type":"string"},"additionalItems":false})",
                   R"({"items":{"type":"string"}})"},
        Conversion{"choices", R"({"anyOf":[{"$ref":"x.json"},{"not":{"$ref":"y.json"}}]})",
                   R"({"anyOf":[{"$ref":"#/components/schemas/a.x.json"},
                          {"not":{"$ref":"#/components/schemas/a.y.json"}}]})"},
        Conversion{"members may be called like keywords",
                   R"({"properties":{"definitions":{"type":"string"},"items":{"$ref":"x.json"}}})",
                   R"({"properties":{"definitions":{"type":"string"},
                               "items":{"$ref":"#/components/schemas/a.x.json"}}})"},
        Conversion{"data is not a schema", R"({"const":{"$ref":"x.json","definitions":1}})",
                   R"({"const":{"$ref":"x.json","definitions":1}})"}));

}  // namespace
}  // namespace mockmeter::testing
