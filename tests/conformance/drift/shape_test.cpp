#include "conformance/drift/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace mockmeter::conformance::drift {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Shape merged(std::initializer_list<const char*> texts) {
  Shape shape;
  for (const char* text : texts) merge(shape, shape_of(Json::parse(text)));
  return shape;
}

TEST(DriftShape, TellsTypesAndMembers) {
  const Shape shape = shape_of(Json::parse(R"({"a": 1, "b": [true, null], "c": {"d": "x"}})"));
  EXPECT_EQ(to_text(shape.types), "object");
  ASSERT_THAT(shape.members, SizeIs(3));
  EXPECT_EQ(to_text(shape.find("a")->shape.types), "integer");
  EXPECT_EQ(to_text(shape.find("b")->shape.items.front().types), "boolean or null");
  EXPECT_EQ(to_text(shape.find("c")->shape.find("d")->shape.types), "string");
  EXPECT_EQ(shape.find("e"), nullptr);
}

TEST(DriftShape, CountsInHowManyObjectsAMemberIs) {
  const Shape shape = merged({R"({"a": 1, "b": 1})", R"({"a": 2.5})", R"([{"a": 1}])"});
  EXPECT_EQ(shape.objects, 2U);
  EXPECT_EQ(shape.find("a")->present, 2U);
  EXPECT_EQ(shape.find("b")->present, 1U);
  EXPECT_EQ(to_text(shape.types), "array or object");
  EXPECT_EQ(to_text(shape.find("a")->shape.types), "number");
  EXPECT_EQ(shape.items.front().objects, 1U);
}

TEST(DriftShape, MergesTheItemsOfAllArrays) {
  const Shape shape = merged({R"([{"a": 1}, {"b": 1}])", "[]", R"([{"a": 1}])"});
  EXPECT_EQ(shape.items.front().objects, 3U);
  EXPECT_EQ(shape.items.front().find("a")->present, 2U);
  EXPECT_THAT(merged({"[]"}).items, IsEmpty());
}

TEST(DriftShape, TakesDatesNumbersAndIdsAsNamesForData) {
  for (const char* name : {"2026-05-20", "404", "", "99a4c327-31f0-490f-a594-043ade84085a",
                           "still-wind-17885041", "key_1f2e3d4c5b6a"}) {
    EXPECT_TRUE(is_data_name(name)) << name;
  }
  for (const char* name : {"period_id", "p95", "sha256", "http_2xx", "facade", "totalRequests",
                           "daily_used", "input_cache_write_30m_tokens"}) {
    EXPECT_FALSE(is_data_name(name)) << name;
  }
  const Shape shape = merged({R"({"2026-05-19": 1, "2026-05-20": 2, "total": 3})"});
  ASSERT_THAT(shape.members, SizeIs(2));
  EXPECT_EQ(shape.find("*")->present, 1U);
  EXPECT_EQ(shape.find("*")->shape.values, 2U);
}

TEST(DriftShape, KeepsTheTextsOfEnumeratedMembersAlone) {
  constexpr std::array<std::string_view, 1> kPaths{"/rows/*/plan"};
  const auto body = R"({"rows": [{"plan": "free", "id": "x"}, {"plan": "paid", "id": "y"}]})";
  const Shape shape = shape_of(Json::parse(body), kPaths);
  const Shape& row = shape.find("rows")->shape.items.front();
  EXPECT_THAT(row.find("plan")->shape.texts, ElementsAre("free", "paid"));
  EXPECT_THAT(row.find("id")->shape.texts, IsEmpty());
}

TEST(DriftShape, TellsTheFormsOfTexts) {
  EXPECT_EQ(form_of("2026-05-20T12:00:00Z"), TextForm::kRfc3339);
  EXPECT_EQ(form_of("2026-05-20T12:00:00.5+02:00"), TextForm::kRfc3339);
  EXPECT_EQ(form_of("2026-05-20 12:00:00.5 +0000 UTC"), TextForm::kGoTime);
  EXPECT_EQ(form_of("2026-05-20"), TextForm::kDate);
  for (const char* text : {"12.50", "-3", "0E-6176", "0.000000"}) {
    EXPECT_EQ(form_of(text), TextForm::kDecimal) << text;
  }
  for (const char* text : {"", "-", "1.2.3", "3 MB", "abc", "1-2-3", "2026-05", "007"}) {
    EXPECT_EQ(form_of(text), TextForm::kOther) << text;
  }
}

TEST(DriftShape, KnowsIntegersThatADoubleCannotHold) {
  EXPECT_FALSE(merged({"9007199254740992"}).exceeds_double);
  EXPECT_TRUE(merged({"9007199254740993"}).exceeds_double);
  EXPECT_TRUE(merged({"-9007199254740993", "1"}).exceeds_double);
}

TEST(DriftShape, IsBoundedWhateverComes) {
  Json wide = Json::object();
  for (int index = 0; index < 400; ++index) {
    wide["name" + std::string(1, static_cast<char>('a' + index % 26)) +
         std::string(1, static_cast<char>('a' + index / 26))] = index;
  }
  EXPECT_THAT(shape_of(wide).members, SizeIs(1));
  const Shape deep = shape_of(Json::parse(std::string(5000, '[') + std::string(5000, ']')));
  EXPECT_EQ(to_text(deep.types), "array");
}

TEST(DriftShape, FoldsWhatTheDocumentTakesForData) {
  Shape documented;
  documented.objects = 2;
  member_of(documented, "*").present = 1;
  member_of(documented, "total").present = 2;
  Shape shape = merged({R"({"gpt": 1, "ada": true, "total": 1})"});
  fold_data_members(shape, &documented);
  ASSERT_THAT(shape.members, SizeIs(2));
  EXPECT_EQ(to_text(shape.find("*")->shape.types), "boolean or integer");
}

}  // namespace
}  // namespace mockmeter::conformance::drift
