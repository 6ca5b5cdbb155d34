#include "conformance/drift/documented.h"

#include <gtest/gtest.h>

#include "conformance/drift/compare.h"
#include "schemas/data/embedded.h"

namespace mockmeter::conformance::drift {
namespace {

std::string at(const char* schema, std::string_view path) {
  return text_at(shape_of_schema(Json::parse(schema)), path);
}

TEST(DocumentedShape, IsTheUnionOfAlternatives) {
  constexpr const char* kDocument = R"({"anyOf": [
    {"type": "object", "required": ["a", "b"],
     "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}},
    {"type": "object", "required": ["a"],
     "properties": {"a": {"type": "null"}, "c": {"const": "x"}}},
    {"type": "string"}]})";
  EXPECT_EQ(at(kDocument, ""), "string or object");
  EXPECT_EQ(at(kDocument, "/a"), "integer or null");
  EXPECT_EQ(at(kDocument, "/b"), "string, or absent");
  EXPECT_EQ(at(kDocument, "/c"), "x, or absent");
  EXPECT_EQ(at(kDocument, "/d"), "absent");
}

TEST(DocumentedShape, FollowsReferencesAndMaps) {
  constexpr const char* kDocument = R"({
    "definitions": {"row": {"type": "object", "required": ["n"],
                            "properties": {"n": {"type": "number"}}}},
    "type": "object",
    "properties": {"rows": {"type": "array", "items": {"$ref": "#/definitions/row"}},
                   "flags": {"type": "object", "additionalProperties": {"type": "boolean"}},
                   "anything": {}, "lost": {"$ref": "#/definitions/none"}}})";
  EXPECT_EQ(at(kDocument, "/rows/*/n"), "number");
  EXPECT_EQ(at(kDocument, "/flags/*"), "boolean");
  EXPECT_EQ(at(kDocument, "/anything"), "any value, or absent");
  EXPECT_EQ(at(kDocument, "/lost"), "any value, or absent");
}

TEST(DocumentedShape, IsThereForEveryOperationThatHasASchema) {
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      const auto shape = documented_shape(operation, 200);
      ASSERT_TRUE(shape) << operation.id;
      EXPECT_NE(text_at(*shape, ""), "") << operation.id;
      EXPECT_TRUE(documented_shape(operation, 401)) << operation.id;
      EXPECT_FALSE(documented_shape(operation, 302)) << operation.id;
    }
  }
}

/// What is documented as an example keeps its document.
TEST(DocumentedShape, AdmitsTheDocumentedExamples) {
  std::size_t tried = 0;
  for (const ProviderInfo& provider : catalogue()) {
    for (const OperationInfo& operation : provider.operations) {
      const auto text = embedded_file("fixtures/" + std::string(provider.name) + "/examples/" +
                                      std::string(operation.name()) + ".json");
      if (!text) continue;
      ++tried;
      const auto differences =
          compare_documented(*documented_shape(operation, 200),
                             shape_of(Json::parse(*text)["response"], operation.enum_members));
      for (const ShapeDifference& each : differences) {
        ADD_FAILURE() << operation.id << ' ' << info_of(each.kind).name << ' ' << each.path << ": "
                      << each.before << " -> " << each.now;
      }
    }
  }
  EXPECT_GT(tried, 0U);
}

}  // namespace
}  // namespace mockmeter::conformance::drift
