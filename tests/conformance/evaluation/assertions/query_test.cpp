#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/evaluation/assertions/requests.h"
#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

std::vector<Assertion> evaluated_query(const char* rules, const std::string& query) {
  return evaluate_query(Json::parse(rules), parse_target("/v2/x?" + query));
}

struct QueryRow {
  const char* rules;
  const char* query;
  const char* failed;
};

void expect_failed(const std::vector<QueryRow>& rows) {
  for (const QueryRow& row : rows) {
    EXPECT_EQ(failed(evaluated_query(row.rules, row.query)), row.failed)
        << row.rules << " " << row.query;
  }
}

TEST(Query, HasWhatIsRequired) {
  expect_failed({
      {R"({"require":{"period":"3h"}})", "period=3h", ""},
      {R"({"require":{"period":"3h"}})", "period=%33h", ""},
      {R"({"require":{"period":"3h"}})", "period=1h", "period"},
      {R"({"require":{"period":"3h"}})", "period=3H", "period"},
      {R"({"require":{"period":"3h"}})", "", "period"},
      {R"({"require":{"period":"3h"}})", "period=3h&period=3h", "period"},
      {R"({"require":{"limit":10}})", "limit=10", ""},
      {R"({"require":{"limit":10}})", "limit=10.0", "limit"},
      {R"({"require":{"flag":true}})", "flag=true", ""},
      {R"({"require":{"flag":true}})", "flag=True", "flag"},
      {R"({"require":{"name":"a b&c"}})", "name=a+b%26c", ""},
      {R"({"require":{"name":"a b&c"}})", "name=a%20b%26c", ""},
      {R"({"require":{"name":"a b&c"}})", "name=a%2520b%26c", "name"},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=a&metrics=b", ""},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=a,b", ""},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=a%2Cb", ""},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=b,a", ""},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=a", "metrics"},
      {R"({"require":{"metrics":["a","b"]}})", "metrics[]=a&metrics[]=b", "metrics"},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=%5B%22a%22%2C%22b%22%5D", "metrics"},
      {R"({"require":{"metrics":["a","b","c"]}})", "metrics=a,b&metrics=c", "metrics"},
      {R"({"brackets":true,"require":{"ids":["a","b"]}})", "ids[]=a&ids[]=b", ""},
      {R"({"brackets":true,"require":{"ids":["a","b"]}})", "ids%5B%5D=a&ids%5B%5D=b", ""},
      {R"({"brackets":true,"require":{"ids":["a","b"]}})", "ids=a&ids=b", ""},
      {R"({"brackets":true,"require":{"ids":["a","b"]}})", "ids[]=a", "ids"},
      {R"({"brackets":true,"require":{"ids":["a","b"]}})", "ids[0]=a&ids[1]=b", "ids"},
      {R"({"brackets":true,"only":true,"require":{"ids":["a"]}})", "ids[]=a", ""},
  });
}

TEST(Query, HasNothingElse) {
  expect_failed({
      {R"({"optional":{"period":"1h"}})", "", ""},
      {R"({"optional":{"period":"1h"}})", "period=1h", ""},
      {R"({"optional":{"period":"1h"}})", "period=3h", "period"},
      {R"({"forbid":["token"]})", "period=1h", ""},
      {R"({"forbid":["token"]})", "%74oken=1h", "token"},
      {R"({"only":true})", "", ""},
      {R"({"only":true})", "period=1h", "only"},
      {R"({"only":true,"require":{"a":"1"},"optional":{"b":"2"},)"
       R"("instants":{"c":"2025-10-01T00:00:00Z"}})",
       "a=1&b=2&c=2025-10-01T00:00:00Z", ""},
      {R"({"only":true,"require":{"a":"1"}})", "a=1&cursor=", "only"},
      {R"({"only":true,"optional":{"a":"1"}})", "a=undefined", "a"},
      {R"({"raw_forbid":["%25"]})", "a=%20", ""},
      {R"({"raw_forbid":["%25"]})", "a=%2520", "raw_forbid"},
  });
}

TEST(Query, HasInstants) {
  expect_failed({
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=2025-10-01T00%3A00%3A00Z", ""},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=2025-10-01T13:00:00.0%2B13:00", ""},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=2025-10-01T13:00:00+13:00", "from"},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=2025-09-30T11:00:00Z", "from"},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=1759276800", "from"},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "from=2025-10-01", "from"},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})", "", "from"},
      {R"({"instants":{"from":"2025-10-01T00:00:00Z"}})",
       "from=2025-10-01T00:00:00Z&from=2025-10-01T00:00:00Z", "from"},
  });
}

TEST(Query, SaysWhatIsWrong) {
  const struct {
    const char* rules;
    const char* query;
    const char* difference;
  } kRows[] = {
      {R"({"require":{"period":"3h"}})", "period=3h&period=1h", "the query has period twice"},
      {R"({"require":{"period":"3h"}})", "", "the query has no period"},
      {R"({"require":{"metrics":["a"]}})", "metrics%5B%5D=a",
       "it is sent as \"metrics[]\": here brackets belong to the name, and nobody looks for that "
       "one"},
      {R"({"require":{"metrics":["a","b"]}})", "metrics=b", "1 value instead of 2"},
      {R"({"require":{"metrics":["a","b","c"]}})", "metrics=a,b&metrics=c",
       "it is repeated and has commas, too: do one of both"},
      {R"({"only":true})", "cursor=None",
       "the query has \"cursor\" with the value \"None\", which stands for no value: leave a "
       "parameter "
       "out that was not given"},
      {R"({"instants":{"to":"2025-10-01T00:00:00Z"}})", "to=2025-10-01T13:00:00+13:00",
       "the + of the offset is sent as it is, and a raw + in a query is a blank: send %2B"},
      {R"({"instants":{"to":"2025-10-01T00:00:00Z"}})", "to=1759276800",
       "a number of seconds or milliseconds is no RFC 3339"},
      {R"({"instants":{"to":"2025-10-01T00:00:00Z"}})", "to=2025-10-01T00:00:00",
       "it has no zone: RFC 3339 ends with Z or an offset"},
      {R"({"instants":{"to":"2025-10-01T00:00:00Z"}})", "to=undefined",
       "the value is \"undefined\", which stands for no value: leave a parameter out that was not "
       "given"},
      {R"({"instants":{"to":"2025-10-01T00:00:00Z"}})", "to=2025-10-01T13:00:00Z",
       "+13 h: the zone of this run, Pacific/Auckland; local time was given as if it were UTC"},
  };
  for (const auto& row : kRows) {
    const auto checks = evaluated_query(row.rules, row.query);
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks.front().difference, row.difference);
  }
}

TEST(Query, RefusesRulesItDoesNotKnow) {
  EXPECT_THROW(evaluated_query(R"({"requires":{}})", ""), std::invalid_argument);
}

}  // namespace
}  // namespace mockmeter::conformance::testing
