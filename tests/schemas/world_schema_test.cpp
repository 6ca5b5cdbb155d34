#include "schemas/world_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "schemas/validate.h"

namespace mockmeter {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

Json shop_schema() {
  return Json::parse(R"({
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "visits": {"$ref": "#/definitions/curve"},
      "plan": {"$ref": "#/definitions/shop_plan"}},
    "definitions": {"shop_plan": {"enum": ["free", "paid"]}}})");
}

Schema world_with_shop() {
  return Schema(compose_world_schema(compose_world_schema({}), {{"shop", shop_schema()}}));
}

TEST(WorldSchema, AcceptsAWholeWorld) {
  const Json world = Json::parse(R"({
    "name": "w", "description": "d",
    "lifecycle": {"shop.list_visits": {
      "deprecated": "2026-01-01T00:00:00Z", "removed": "2026-06-01T02:00:00.5+02:00",
      "brownouts": [{"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}]}},
    "variants": {"shop.period": "observed"},
    "shop": {"plan": "paid", "visits": {
      "per_hour": 1000, "growth_per_mille": 5, "growth_weeks": 9, "load_profile": "office",
      "level": 7,
      "overrides": [
        {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z", "value": 3}]}}})");
  EXPECT_THAT(world_with_shop().validate(world), IsEmpty());
}

TEST(WorldSchema, NamesEveryFaultOfASection) {
  const Json world = Json::parse(R"({
    "name": "w",
    "shop": {"plan": "gold", "visits": {"per_hour": -1, "rhytm": "office"}}})");
  EXPECT_THAT(
      world_with_shop().validate(world),
      ElementsAre(
          ValidationError{"/shop/plan", "one of: free, paid", R"("gold")"},
          ValidationError{"/shop/visits/per_hour", "an integer from 0 to 1000000000000000", "-1"},
          ValidationError{"/shop/visits/rhytm", R"(no member "rhytm")", R"("office")"}));
}

TEST(WorldSchema, NamesFaultsOfTheTop) {
  const Json world = Json::parse(R"({
    "lifecycle": {"Shop": {}, "shop.visit": {"removed": "2026-06-01"}},
    "variants": {"shop.period": 30}})");
  EXPECT_THAT(
      world_with_shop().validate(world),
      ::testing::UnorderedElementsAre(
          ValidationError{"", R"(member "name")", "missing"},
          ValidationError{"/lifecycle/Shop", "an operation id such as neon.account_consumption",
                          R"("Shop")"},
          ValidationError{"/lifecycle/shop.visit/removed",
                          "an RFC 3339 instant such as 2026-05-20T12:00:00Z", R"("2026-06-01")"},
          ValidationError{"/variants/shop.period", "a string", "30"}));
}

TEST(WorldSchema, RefusesASectionWithoutSchema) {
  const Schema schema(compose_world_schema({"nobody"}));
  EXPECT_THAT(schema.validate(Json::parse(R"({"name": "w", "nobody": {}})")),
              ElementsAre(ValidationError{"/nobody", R"(no member "nobody")", "{}"}));
}

TEST(WorldSchema, RefusesADefinitionTwice) {
  const Json section = Json::parse(R"({"definitions": {"curve": {}}})");
  EXPECT_THAT(
      [&] {
        compose_world_schema(compose_world_schema({}), {{"shop", section}});
      },
      ThrowsMessage<std::invalid_argument>(HasSubstr("\"curve\" is already taken")));
}

}  // namespace
}  // namespace mockmeter
