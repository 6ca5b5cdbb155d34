#include "conformance/evaluation/assertions/matchers.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "tests/conformance/evaluation/trace_builder.h"

namespace mockmeter::conformance::testing {
namespace {

struct Row {
  const char* matcher;
  const char* served;  ///< the whole document: {"v":...}
  const char* reported;
  bool passes;
};

Evaluation evaluated_match(const Row& row,
                           std::chrono::nanoseconds resolution = std::chrono::nanoseconds(1)) {
  TraceBuilder scene(
      Json{{"outcomes", Json::array({{{"result", {{"/v", Json::parse(row.matcher)}}}}})}},
      Json::parse(row.reported), Json::parse(row.served));
  scene.trace.client.time_resolution = resolution;
  return scene.evaluated();
}

void expect(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    const Evaluation evaluation = evaluated_match(row);
    EXPECT_EQ(failed(evaluation).empty(), row.passes)
        << row.matcher << " " << row.served << " " << row.reported << ": " << failed(evaluation);
    EXPECT_EQ(evaluation.harness_error, "");
    EXPECT_EQ(evaluation.unsupported, "");
  }
}

TEST(Matchers, CompareWithWhatIsGiven) {
  expect({{R"({"equals":5})", "{}", R"({"v":5})", true},
          {R"({"equals":5})", "{}", R"({"v":5.0})", true},
          {R"({"equals":5})", "{}", R"({"v":"5"})", true},
          {R"({"equals":5})", "{}", R"({"v":6})", false},
          {R"({"equals":5})", "{}", R"({"v":true})", false},
          {R"({"equals":5})", "{}", R"({"v":null})", false},
          {R"({"equals":9007199254740993})", "{}", R"({"v":9007199254740993})", true},
          {R"({"equals":9007199254740993})", "{}", R"({"v":9007199254740992})", false},
          {R"({"equals":9007199254740993})", "{}", R"({"v":9007199254740992.0})", false},
          {R"({"equals":9223372036854775807})", "{}", R"({"v":"9223372036854775807"})", true},
          {R"({"equals":9223372036854775807})", "{}", R"({"v":9223372036854775808})", false},
          {R"({"equals":"a"})", "{}", R"({"v":"a"})", true},
          {R"({"equals":"a"})", "{}", R"({"v":"A"})", false},
          {R"({"equals":"5"})", "{}", R"({"v":5})", false},
          {R"({"equals":false})", "{}", R"({"v":false})", true},
          {R"({"equals":false})", "{}", R"({"v":"false"})", false},
          {R"({"equals":null})", "{}", R"({"v":null})", true},
          {R"({"equals":null})", "{}", R"({})", true},
          {R"({"equals":null})", "{}", R"({"v":0})", false},
          {R"({"equals":{"max_size":1}})", "{}", R"({"v":{"maxSize":1,"more":2}})", true},
          {R"({"equals":{"max_size":1}})", "{}", R"({"v":{"maxSize":2}})", false},
          {R"({"equals":[1,2]})", "{}", R"({"v":[1,2]})", true},
          {R"({"equals":[1,2]})", "{}", R"({"v":[2,1]})", false},
          {R"({"equals":[1,2]})", "{}", R"({"v":[1,2,3]})", false}});
}

TEST(Matchers, CompareWithWhatWasServed) {
  expect(
      {{R"({"as_served":true})", R"({"v":5.806})", R"({"v":5.806})", true},
       {R"({"as_served":true})", R"({"v":5.806})", R"({"v":5.8})", false},
       {R"({"as_served":true})", R"({"v":"x"})", R"({"v":"x"})", true},
       {R"({"as_served":true})", R"({"v":"x"})", R"({"v":"y"})", false},
       {R"({"as_served":true})", R"({"v":"007"})", R"({"v":7})", false},
       {R"({"as_served":true})", R"({"v":"12.50"})", R"({"v":12.5})", true},
       {R"({"as_served":true})", R"({"v":"false"})", R"({"v":false})", true},
       {R"({"as_served":true})", R"({"v":"false"})", R"({"v":true})", false},
       {R"({"as_served":true})", R"({"v":1759318385})", R"({"v":"2025-10-01T11:33:05Z"})", true},
       {R"({"as_served":true})", R"({"v":1759318385})", R"({"v":"2025-10-01T11:33:06Z"})", false},
       {R"({"as_served":true})", R"({"v":"2025-10-01 11:33:05.5 +0000 UTC"})",
        R"({"v":"2025-10-01T11:33:05.5Z"})", true},
       {R"({"as_served":true})", R"({"v":"2025-10-01 11:33:05.5 +0000 UTC"})",
        R"({"v":"2025-09-30T22:33:05.5Z"})", false},
       {R"({"as_served":true})", R"({"v":"2025-10-01 11:33:05.5 +0000 UTC"})",
        R"({"v":1759318385500})", true},
       {R"({"as_served":true})", R"({"v":[{"a_b":1},{"a_b":2}]})", R"({"v":[{"aB":1},{"aB":2}]})",
        true},
       {R"({"as_served":true})", R"({"v":[{"a_b":1},{"a_b":2}]})", R"({"v":[{"aB":2},{"aB":1}]})",
        false},
       {R"({"as_served":true})", R"({"v":[1,0,2]})", R"({"v":[1,2]})", false},
       {R"({"as_served":true})", R"({})", R"({})", true},
       {R"({"as_served":true})", R"({"v":null})", R"({})", true},
       {R"({"as_served":true})", R"({})", R"({"v":0})", false}});
}

TEST(Matchers, FollowTheWordsAboutTypes) {
  expect({{R"({"type":"object"})", "{}", R"({"v":{}})", true},
          {R"({"type":"object"})", "{}", R"({"v":[]})", false},
          {R"({"type":"array"})", "{}", R"({"v":[]})", true},
          {R"({"type":"array"})", "{}", R"({"v":"[]"})", false},
          {R"({"type":"string"})", "{}", R"({"v":"1"})", true},
          {R"({"type":"string"})", "{}", R"({"v":1})", false},
          {R"({"type":"number"})", "{}", R"({"v":"1.5"})", true},
          {R"({"type":"number"})", "{}", R"({"v":"many"})", false},
          {R"({"type":"integer"})", "{}", R"({"v":2.0})", true},
          {R"({"type":"integer"})", "{}", R"({"v":2.5})", false},
          {R"({"type":"boolean"})", "{}", R"({"v":false})", true},
          {R"({"type":"boolean"})", "{}", R"({"v":0})", false},
          {R"({"type":"null"})", "{}", R"({"v":null})", true},
          {R"({"type":"null"})", "{}", R"({})", true},
          {R"({"type":"null"})", "{}", R"({"v":""})", false}});
}

TEST(Matchers, FollowTheWordsAboutValues) {
  expect({{R"({"number":"0.3"})", "{}", R"({"v":0.30000000000000004})", true},
          {R"({"number":"0.3"})", "{}", R"({"v":"0.3"})", true},
          {R"({"number":"0.3"})", "{}", R"({"v":0.3000001})", false},
          {R"({"number":"0.3"})", "{}", R"({"v":"0.3 "})", false},
          {R"({"float":"12345678.25e1"})", "{}", R"({"v":123456784})", true},
          {R"({"float":"12345678.25e1"})", "{}", R"({"v":123456782.5})", true},
          {R"({"float":"12345678.25e1"})", "{}", R"({"v":123456900})", false},
          {R"({"float":"1"})", "{}", R"({"v":"one"})", false},
          {R"({"enum_value":"resuming"})", "{}", R"({"v":"resuming"})", true},
          {R"({"enum_value":"resuming"})", "{}", R"({"v":"STATE_UNKNOWN"})", true},
          {R"({"enum_value":"resuming"})", "{}", R"({"v":null})", true},
          {R"({"enum_value":"resuming"})", "{}", R"({"v":"active"})", false},
          {R"({"enum_value":"resuming"})", "{}", R"({"v":0})", false},
          {R"({"number":"180.0"})", "{}", R"({"v":180})", true},
          {R"({"number":"1e2"})", "{}", R"({"v":[]})", false},
          {R"({"instant":"2025-10-01T11:33:05Z"})", "{}",
           R"({"v":"2025-10-02 00:33:05 +1300 NZDT"})", true},
          {R"({"instant":"2025-10-01T11:33:05Z"})", "{}", R"({"v":"1759318385000"})", true},
          {R"({"instant":"2025-10-01T11:33:05Z"})", "{}", R"({"v":"2025-10-01T11:33:05"})", false},
          {R"({"instant":"2025-10-01T11:33:05Z"})", "{}", R"({"v":null})", false},
          {R"({"matches":"^a+$"})", "{}", R"({"v":"aa"})", true},
          {R"({"matches":"^a+$"})", "{}", R"({"v":"ab"})", false},
          {R"({"matches":"1"})", "{}", R"({"v":1})", false},
          {R"({"boolean":false})", "{}", R"({"v":false})", true},
          {R"({"boolean":false})", "{}", R"({"v":"False"})", true},
          {R"({"boolean":false})", "{}", R"({"v":true})", false},
          {R"({"boolean":true})", "{}", R"({"v":"true"})", true},
          {R"({"boolean":true})", "{}", R"({"v":1})", false}});
}

TEST(Matchers, FollowTheWordsAboutParts) {
  expect({{R"({"length":2})", "{}", R"({"v":[0,0]})", true},
          {R"({"length":2})", "{}", R"({"v":[0]})", false},
          {R"({"length":2})", "{}", R"({"v":{"a":1,"b":2}})", true},
          {R"({"length":2})", "{}", R"({"v":"\u00fc\ud83d\ude00"})", true},
          {R"({"length":2})", "{}", R"({"v":2})", false},
          {R"({"each":{"type":"number"}})", "{}", R"({"v":[1,"2"]})", true},
          {R"({"each":{"type":"number"}})", "{}", R"({"v":[1,null]})", false},
          {R"({"each":{"type":"number"}})", "{}", R"({"v":[]})", true},
          {R"({"each":{"type":"number"}})", "{}", R"({"v":{}})", false},
          {R"({"each":{"as_served":true}})", R"({"v":[1,2]})", R"({"v":[1,2]})", true},
          {R"({"each":{"as_served":true}})", R"({"v":[1,2]})", R"({"v":[1,1]})", false},
          {R"({"optional":{"length":0}})", "{}", R"({})", true},
          {R"({"optional":{"length":0}})", "{}", R"({"v":null})", true},
          {R"({"optional":{"length":0}})", "{}", R"({"v":[]})", true},
          {R"({"optional":{"length":0}})", "{}", R"({"v":[1]})", false},
          {R"({"type":"array","length":1})", "{}", R"({"v":[1]})", true},
          {R"({"type":"array","length":1})", "{}", R"({"v":"1"})", false}});
}

TEST(Matchers, ValidateWhatTheClientMadeDifferent) {
  expect({{R"({"schema":"upstash/ok.json"})", R"({"v":"OK"})", R"({"v":"OK"})", true},
          {R"({"schema":"upstash/ok.json"})", R"({"v":"OK"})", R"({"v":"ok"})", false},
          {R"({"schema":"neon/error.json"})", R"({"v":{"request_id":"r","code":"","message":"m"}})",
           R"({"v":{"requestId":"r","message":"m","extra":1}})", true},
          {R"({"schema":"neon/error.json"})", R"({"v":{"request_id":"r","code":"","message":"m"}})",
           R"({"v":{"requestId":7,"message":"m"}})", false}});
}

TEST(Matchers, CompareInstantsToTheDeclaredResolution) {
  const Row row{R"({"instant":"2025-10-01T11:33:05.585757103Z"})", "{}",
                R"({"v":"2025-10-01T11:33:05.585757Z"})", true};
  EXPECT_EQ(failed(evaluated_match(row, std::chrono::microseconds(1))), "");
  EXPECT_EQ(failed(evaluated_match(row)), "outcome[0]/v.instant");
}

TEST(Matchers, SayWhatIsWrong) {
  const struct {
    Row row;
    const char* name;
    const char* expected;
    const char* actual;
    const char* difference;
  } kRows[] = {
      {{R"({"length":60})", "{}", R"({"v":[1,2]})", false},
       "outcome[0]/v.length",
       "a length of 60",
       "a length of 2",
       "58 too few"},
      {{R"({"equals":9007199254740993})", "{}", R"({"v":9007199254740992})", false},
       "outcome[0]/v.equals",
       "9007199254740993",
       "9007199254740992",
       "a double holds no more than 15 digits for certain; this integer has 16"},
      {{R"({"instant":"2025-10-01T11:33:05Z"})", "{}", R"({"v":"2025-09-30T22:33:05Z"})", false},
       "outcome[0]/v.instant",
       "2025-10-01T11:33:05Z",
       "\"2025-09-30T22:33:05Z\"",
       "-13 h: the zone of this run, Pacific/Auckland; the text was read as local time"},
      {{R"({"each":{"type":"number"}})", "{}", R"({"v":[1,"x",3]})", false},
       "outcome[0]/v.each",
       "of type number",
       "\"x\"",
       "item 1 of 3"},
      {{R"({"as_served":true})", R"({"v":[{"y":1},{"y":2}]})", R"({"v":[{"y":1},{"y":3}]})", false},
       "outcome[0]/v.as_served",
       "2",
       "3",
       "at /v/1/y"},
      {{R"({"boolean":false})", "{}", R"({"v":true})", false},
       "outcome[0]/v.boolean",
       "false, or the text of it",
       "true",
       "a text that says false is no truth"},
  };
  for (const auto& row : kRows) {
    const Assertion found = check(evaluated_match(row.row), row.name);
    EXPECT_FALSE(found.passed);
    EXPECT_EQ(found.expected, row.expected);
    EXPECT_EQ(found.actual, row.actual);
    EXPECT_EQ(found.difference, row.difference);
  }
}

TEST(Matchers, CallWhatIsMissingNotModelled) {
  const Row row{R"({"as_served":true})", R"({"v":[{"a":1,"b":2},{"a":3,"b":4}]})",
                R"({"v":[{"a":1},{"a":3}]})", true};
  const Evaluation evaluation = evaluated_match(row);
  EXPECT_EQ(failed(evaluation), "");
  EXPECT_EQ(evaluation.unreported, std::vector<std::string>{"/v/0/b"}) << "once for all items";
  EXPECT_EQ(evaluation.unsupported, "");
}

TEST(Matchers, AreNoPassWhenNothingIsModelled) {
  for (const char* const reported : {R"({})", R"({"w":1})"}) {
    const Evaluation evaluation = evaluated_match({R"({"equals":5})", "{}", reported, true});
    EXPECT_EQ(evaluation.unreported, std::vector<std::string>{"/v"});
    EXPECT_NE(evaluation.unsupported, "");
  }
  const Evaluation evaluation =
      evaluated_match({R"({"as_served":true})", R"({"v":{"a":1}})", R"({"v":{}})", true});
  EXPECT_NE(evaluation.unsupported, "") << "an object without one of its members";
}

TEST(Matchers, HaveNoResponseToCompareWithWhenItWasNoJson) {
  TraceBuilder scene(
      Json{{"outcomes", Json::array({{{"result", {{"/v", {{"as_served", true}}}}}}})}}, {{"v", 1}});
  scene.trace.exchanges.front().response_body = "<html>";
  EXPECT_EQ(failed(scene.evaluated()), "outcome[0]/v.as_served");
}

TEST(Matchers, RefuseWordsTheyDoNotKnow) {
  EXPECT_EQ(evaluated_match({R"({"equal":5})", "{}", R"({"v":5})", true}).harness_error,
            "no such matcher: equal");
  EXPECT_NE(evaluated_match({R"({"matches":"("})", "{}", R"({"v":"x"})", true}).harness_error, "");
  EXPECT_EQ(evaluated_match({R"({"type":"float"})", "{}", R"({"v":5})", true}).harness_error,
            "no such type: float");
}

}  // namespace
}  // namespace mockmeter::conformance::testing
