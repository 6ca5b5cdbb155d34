// What no API of the mock asks for in each of its forms, with an API that is made up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "conformance/adapters/reference/common/call_error.h"
#include "conformance/adapters/reference/operations/operation.h"
#include "conformance/adapters/reference/request/query.h"
#include "conformance/adapters/reference/request/request_quirks.h"
#include "conformance/adapters/reference/response/decode.h"
#include "conformance/adapters/reference/response/paging.h"

namespace reference {
namespace {

const Operation& usage() {
  static const auto all = read_operations("acme.json", R"({
    "parameters": {
      "start": {"type": "unix_seconds"}, "limit": {"type": "integer"}, "page": {"type": "text"},
      "by": {"type": "enum", "array": true, "brackets": true, "translations": {"model": "modele"}},
      "ids": {"type": "text", "array": true}
    },
    "operations": {
      "acme.usage": {
        "method": "GET", "path": "/usage", "query": ["start", "limit", "page", "by", "ids"],
        "answer": "object",
        "paging": {"items": "data", "argument": "page", "next": ["next_page"], "more": ["has_more"]}
      }
    },
    "fields": {"unix_seconds": ["start"], "decimal": ["value"], "number": ["other"],
               "plain": ["data", "model", "results"]},
    "lists": ["data"],
    "points": {"time": "start", "value": "results"}
  })");
  return all.front();
}

MutantSet with(std::string_view name) {
  MutantSet mutants;
  mutants.add(name, "mutant");
  return mutants;
}

std::string query(const char* arguments, const MutantSet& mutants = {}) {
  return query_of(usage(), Json::parse(arguments), mutants);
}

std::string read(const std::string& body, const MutantSet& mutants = {}) {
  return decode(usage(), Answer{200, {}, body}, mutants).dump();
}

/// What all of these pages are together; `asked` gets the argument of each request.
std::string paged(const std::vector<const char*>& pages, std::vector<std::string>& asked,
                  const MutantSet& mutants = {}) {
  std::size_t given = 0;
  const auto fetch = [&](const Json& arguments) {
    asked.push_back(arguments.dump());
    return Json::parse(pages.at(given++));
  };
  return fetch_all(usage(), Json::parse(R"({"start":5,"limit":2})"), fetch, mutants).dump();
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

TEST(Dress, WritesEveryStyleAsACommaList) {
  QuirkSet quirks;
  quirks.add("comma-lists", "quirk");
  const Request request{"GET", "/usage?by%5B%5D=a&by%5B%5D=b&ids=1&ids=2", {}, ""};
  EXPECT_EQ(apply_request_quirks(usage(), request, quirks).target, "/usage?by=a,b&ids=1,2");
}

TEST(PagingStyle, FollowsTheNextPageWhileThereIsMore) {
  std::vector<std::string> asked;
  EXPECT_EQ(paged({R"({"object":"page","data":[1,2],"has_more":true,"next_page":"p="})",
                   R"({"object":"page","data":[3],"has_more":false,"next_page":null})"},
                  asked),
            R"({"object":"page","data":[1,2,3]})");
  EXPECT_THAT(asked, testing::ElementsAre(R"({"start":5,"limit":2})",
                                          R"({"start":5,"limit":2,"page":"p="})"));
}

TEST(PagingStyle, BelievesTheFlagRatherThanTheToken) {
  std::vector<std::string> asked;
  EXPECT_EQ(paged({R"({"data":[1],"has_more":false,"next_page":"p"})"}, asked), R"({"data":[1]})");
  EXPECT_EQ(asked.size(), 1U);
  // A page without items may be followed by one with some.
  EXPECT_EQ(paged({R"({"data":[],"has_more":true,"next_page":"p"})",
                   R"({"data":[1],"has_more":false,"next_page":null})"},
                  asked),
            R"({"data":[1]})");
}

TEST(PagingStyle, FailsWhenThereIsMoreAndNoToken) {
  std::vector<std::string> asked;
  try {
    paged({R"({"data":[1],"has_more":true,"next_page":null})"}, asked);
    FAIL() << "half the pages are no answer";
  } catch (const CallError& error) {
    EXPECT_EQ(error.kind, ErrorKind::kPaging);
  }
}

TEST(PagingStyle, MutantsShowInThisStyleToo) {
  const char* first = R"({"data":[1],"has_more":true,"next_page":"p"})";
  const char* last = R"({"data":[2],"has_more":false,"next_page":null})";
  std::vector<std::string> asked;
  paged({first, last}, asked, with("lost-filter"));
  EXPECT_EQ(asked.back(), R"({"limit":2,"page":"p"})");
  EXPECT_EQ(paged({first}, asked, with("first-page-only")), R"({"data":[1]})");
  EXPECT_THROW(paged({first, last}, asked, with("page-forever")), std::out_of_range);
}

TEST(Decode, KeepsDecimalsAsTheyAreWritten) {
  EXPECT_EQ(read(R"({"value":0.001589850000000000000000000001})"),
            R"({"value":"0.001589850000000000000000000001"})");
  EXPECT_EQ(read(R"({"value":"0.001589850000000000000000000001"})"),
            R"({"value":"0.001589850000000000000000000001"})");
  EXPECT_EQ(read(R"({"value":"0E-6176"})"), R"({"value":"0E-6176"})");
  EXPECT_EQ(read(R"({"value":12})"), R"({"value":12})");
  EXPECT_EQ(read(R"({"value":null,"other":0.5})"), R"({"value":null,"other":0.5})");
}

TEST(Decode, MutantsSpoilDecimals) {
  EXPECT_EQ(read(R"({"value":"5.806"})", with("round-two")), R"({"value":5.81})");
  EXPECT_EQ(read(R"({"value":5.806})", with("int-truncate")), R"({"value":5})");
  EXPECT_EQ(
      read(R"({"value":"0.1000000000000000055511151231257827"})", with("integers-as-doubles")),
      R"({"value":0.1})");
}

TEST(Decode, LeavesUnixSecondsAndNullDimensionsAlone) {
  const char* body = R"({"data":[{"start":1779235200,"results":[{"model":null}]}]})";
  ::setenv("TZ", "Pacific/Auckland", 1);  // where local time shows
  ::tzset();
  EXPECT_EQ(read(body), body);
  EXPECT_NE(read(body, with("local-parse")), body);
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_THROW(read(body, with("null-crash")), CallError);
}

TEST(Decode, CountsAPointThatIsAnArrayByItsLength) {
  EXPECT_EQ(
      read(R"({"data":[{"start":1,"results":[]},{"start":2,"results":[{}]}]})", with("drop-zeros")),
      R"({"data":[{"start":2,"results":[{}]}]})");
}

TEST(Decode, TakesWhatIsNoJsonForNothingElse) {
  for (const char* text : {"", "{", "{} {}", R"({"value":1e999})", R"({"value":01})"}) {
    EXPECT_THROW(read(text), CallError) << text;
  }
}

}  // namespace
}  // namespace reference
