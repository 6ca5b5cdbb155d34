#include "conformance/evaluation/values/compare.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

TEST(Find, FollowsNamesWithoutCaseAndSeparators) {
  const Json reported = Json::parse(R"({"dailyRequests":[{"X":1}],"DLQ-count":2})");
  EXPECT_EQ(*find(reported, nullptr, "/daily_requests/0/x").actual, Json(1));
  EXPECT_EQ(*find(reported, nullptr, "/dlq_count").actual, Json(2));
  EXPECT_EQ(find(reported, nullptr, "").actual, &reported);
}

TEST(Find, PrefersTheVeryName) {
  const Json reported = Json::parse(R"({"max_size":1,"maxSize":2})");
  EXPECT_EQ(*find(reported, nullptr, "/maxSize").actual, Json(2));
}

TEST(Find, KnowsEscapesOfPointers) {
  const Json reported = Json::parse(R"({"a/b":{"c~d":1}})");
  EXPECT_EQ(*find(reported, nullptr, "/a~1b/c~0d").actual, Json(1));
}

TEST(Find, SaysWhatIsNotModelled) {
  const struct {
    const char* reported;
    const char* pointer;
    const char* missing;
  } kRows[] = {
      {"{}", "/daily_used/0/x", "/daily_used"},
      {R"({"daily_used":[{"y":1}]})", "/daily_used/0/x", "/daily_used/0/x"},
      {R"({"daily_used":{"items":[]}})", "/daily_used/0", "/daily_used/0"},
      {R"([{"id":1}])", "/projects/0/id", "/projects"},
  };
  for (const auto& row : kRows) {
    const LookupResult found = find(Json::parse(row.reported), nullptr, row.pointer);
    EXPECT_EQ(found.missing, row.missing);
    EXPECT_FALSE(found.actual);
    EXPECT_FALSE(found.broken);
  }
}

TEST(Find, MissesItemsAndNotMembers) {
  const struct {
    const char* reported;
    const char* served;
    const char* expected;
    const char* actual;
  } kRows[] = {
      {R"({"days":[1,2]})", "null", "an array of at least 4 items", "an array of 2 items"},
      {R"({"days":[1,2,3,4,5]})", R"({"days":[1,2,3,4]})", "an array of 4 items",
       "an array of 5 items"},
      {R"({"days":7})", "null", "an array", "7"},
  };
  for (const auto& row : kRows) {
    const Json served = Json::parse(row.served);
    const LookupResult found = find(Json::parse(row.reported), &served, "/days/3");
    ASSERT_TRUE(found.broken) << row.reported;
    EXPECT_EQ(found.broken->expected, row.expected);
    EXPECT_EQ(found.broken->actual, row.actual);
    EXPECT_EQ(found.broken->difference, "at /days");
  }
}

TEST(Find, ReportsANullOnTheWayAsNull) {
  const Json reported = Json::parse(R"({"user":null})");
  const LookupResult found = find(reported, nullptr, "/user/name");
  ASSERT_TRUE(found.actual);
  EXPECT_TRUE(found.actual->is_null());
}

TEST(Find, WalksWhatWasServedBeside) {
  const Json served = Json::parse(R"({"a":[{"b":5}]})");
  const Json nothing = Json::object();
  EXPECT_EQ(*find(nothing, &served, "/a/0/b").served, Json(5));
  EXPECT_FALSE(find(nothing, &served, "/a/1/b").served);
  EXPECT_FALSE(find(nothing, &served, "/A/0/b").served) << "our own names are exact";
}

}  // namespace
}  // namespace mockmeter::conformance
