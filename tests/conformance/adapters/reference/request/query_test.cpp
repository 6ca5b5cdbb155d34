#include "conformance/adapters/reference/request/query.h"

#include <gtest/gtest.h>

#include "conformance/adapters/reference/common/call_error.h"
#include "tests/conformance/adapters/reference/made_up_api.h"

namespace reference {
namespace {

std::string query(const char* arguments, const MutantSet& mutants = {},
                  const QuirkSet& quirks = {}) {
  return query_of(usage(), Json::parse(arguments), mutants, quirks);
}

TEST(Query, SendsUnixSecondsAsTheIntegerThatTheyAre) {
  EXPECT_EQ(query(R"({"start":1779235200})"), "start=1779235200");
  EXPECT_THROW(query(R"({"start":"2026-05-20"})"), CallError);
  EXPECT_THROW(query(R"({"start":1.5})"), CallError);
  EXPECT_EQ(query(R"({"start":1779235200})", with("date-only")), "start=2026-05-20");
  EXPECT_EQ(query(R"({"start":1779235200})", with("float-limit")), "start=1779235200.0");
}

TEST(Query, SendsEachArrayInTheStyleOfItsParameter) {
  const char* both = R"({"by":["model","b+"],"ids":["1","2"]})";
  EXPECT_EQ(query(both), "by%5B%5D=model&by%5B%5D=b%2B&ids=1&ids=2");
  EXPECT_EQ(query(both, with("brackets")), "by[]=model&by[]=b%2B&ids[]=1&ids[]=2");
  EXPECT_EQ(query(both, with("first-array-item")), "by%5B%5D=model&ids=1");
  EXPECT_EQ(query(both, with("localized-enum")), "by%5B%5D=modele&by%5B%5D=b%2B&ids=1&ids=2");
  EXPECT_EQ(query(R"({"by":"model"})"), "by=model");
  EXPECT_THROW(query(R"({"page":["a"]})"), CallError);
}

TEST(Query, WritesEveryStyleAsACommaList) {
  QuirkSet quirks;
  quirks.add("comma-lists", "quirk");
  EXPECT_EQ(query(R"({"by":["a","b"],"ids":["1","2"]})", {}, quirks), "by=a,b&ids=1,2");
  EXPECT_EQ(query(R"({"by":[],"ids":["","2"]})", {}, quirks), "ids=,2");
}

}  // namespace
}  // namespace reference
