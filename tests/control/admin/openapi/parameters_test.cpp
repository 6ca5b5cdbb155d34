#include <gtest/gtest.h>

#include "server/control/admin/openapi/components.h"

namespace mockmeter::testing {
namespace {

Json parameters_of(const char* properties) {
  SchemaComponents components;
  return openapi_parameters("neon", {{"properties", Json::parse(properties)}}, components);
}

TEST(Parameters, OfThePathAreRequiredAndComeFirst) {
  const Json found = parameters_of(
      R"({"query":{"properties":{"b":{"type":"string"},"a":{"enum":["x"]}},"required":["a"]},
          "path":{"properties":{"id":{"type":"string"}}}})");
  EXPECT_EQ(found, Json::parse(R"([
    {"name":"id","in":"path","required":true,"schema":{"type":"string"}},
    {"name":"b","in":"query","schema":{"type":"string"}},
    {"name":"a","in":"query","schema":{"enum":["x"]},"required":true}])"));
}

TEST(Parameters, OneValueOrSeveralIsAnArrayOfPairs) {
  const Json found = parameters_of(
      R"({"query":{"properties":{"m":{"anyOf":[
          {"type":"string"},{"type":"array","items":{"type":"string"},"maxItems":9}]}}}})");
  EXPECT_EQ(found, Json::parse(R"([{"name":"m","in":"query","style":"form","explode":true,
      "schema":{"type":"array","items":{"type":"string"},"maxItems":9}}])"));
}

TEST(Parameters, TextThatIsJsonIsWhatItMeans) {
  const Json found = parameters_of(
      R"({"query":{"properties":{"limit":{"description":"d","deprecated":true,"type":"string",
          "pattern":"^[0-9]$","contentMediaType":"application/json",
          "contentSchema":{"type":"integer","maximum":9}}}}})");
  EXPECT_EQ(found, Json::parse(R"([{"name":"limit","in":"query","description":"d",
      "deprecated":true,"schema":{"type":"integer","maximum":9}}])"));
}

}  // namespace
}  // namespace mockmeter::testing
