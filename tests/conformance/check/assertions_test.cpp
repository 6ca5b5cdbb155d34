#include "conformance/check/assertions.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace mockmeter::conformance {
namespace {

ProbeContext context_of(const char* body) {
  ProbeContext context;
  context.now = parse_rfc3339_timestamp("2026-05-20T12:00:00Z").value();
  StepResponse response;
  response.name = "a";
  response.body = Json::parse(body);
  response.date = context.now;
  response.exchange.response_headers = {{"content-type", "application/json"}};
  context.responses.push_back(response);
  return context;
}

struct Row {
  const char* law;
  const char* body;
  bool holds;
};

class ProbeAssertions : public testing::TestWithParam<Row> {};

TEST_P(ProbeAssertions, Evaluate) {
  const Assertion check =
      evaluate_assertion(Json::parse(GetParam().law), context_of(GetParam().body));
  EXPECT_EQ(check.passed, GetParam().holds) << GetParam().law << '\n'
                                            << GetParam().body << '\n'
                                            << check.expected << '\n'
                                            << check.actual << '\n'
                                            << check.difference;
}

constexpr const char* kLength = R"({"assert": "length", "at": "/*/p", "is": [2, 3]})";
constexpr const char* kOpen =
    R"({"assert": "schema", "file": "upstash/get_qstash_stats.response.json", "allow_missing": true})";
constexpr const char* kSorted = R"({"assert": "sorted", "at": "", "by": "n"})";
constexpr const char* kTies =
    R"({"assert": "sorted", "at": "", "by": "n", "order": "desc", "ties": true})";
constexpr const char* kSpacing = R"({"assert": "spacing", "at": "", "time": "x", "is": "1m"})";
constexpr const char* kEndsNow =
    R"({"assert": "ends-at-now", "at": "", "time": "x", "within": "1m"})";
constexpr const char* kNotAfterNow = R"({"assert": "not-after-now", "at": "", "time": "x"})";
constexpr const char* kUnits =
    R"({"assert": "aligned", "at": "", "start": "s", "end": "e", "unit": "month"})";
constexpr const char* kContiguous =
    R"({"assert": "contiguous", "at": "", "start": "s", "end": "e"})";
constexpr const char* kWithin =
    R"({"assert": "within", "at": "/*", "from": "day-1d", "before": "day"})";
constexpr const char* kSum =
    R"({"assert": "sum", "of": ["/p/*", "/q"], "is": "/t", "within": 0.01})";
constexpr const char* kAddsUp = R"({"assert": "bucket-sums", "values": ["y"],
  "parts": {"at": "/h/*", "start": "s", "unit": "hour"}, "whole": {"at": "/d/*", "start": "s", "end": "e"}})";
constexpr const char* kSameDay = R"({"assert": "bucket-sums", "values": ["/m/*/v"],
  "parts": {"at": "/h/*", "start": "s", "unit": "day"}, "whole": {"at": "/d/*", "start": "s", "unit": "day"}})";
constexpr const char* kSlice = R"({"assert": "slice", "at": "/p/*", "is": "/w/*", "from": 1})";
constexpr const char* kPage = R"({"assert": "pagination", "at": "/p", "items": "/i"})";

INSTANTIATE_TEST_SUITE_P(
    Table, ProbeAssertions,
    testing::Values(
        Row{kLength, R"([{"p": [1, 2]}, {"p": [1, 2, 3]}])", true},
        Row{kLength, R"([{"p": [1, 2]}, {"p": [1]}])", false},
        Row{kLength, R"([{"p": null}])", false}, Row{kLength, "[]", false},
        Row{R"({"assert": "length", "at": "", "is": "days of the month"})",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31]",
            true},
        Row{kOpen, R"({"days": ["Monday"], "nobody_told": 1})", true},
        Row{kOpen, R"({"days": null})", false},
        Row{R"({"assert": "header", "name": "Content-Type", "rule": {"equals": "application/json"}})",
            "0", true},
        Row{R"({"assert": "header", "name": "Sunset", "rule": {"matches": "."}})", "0", false},
        Row{R"({"assert": "distinct", "at": "/*"})", "[1, 2]", true},
        Row{R"({"assert": "distinct", "at": "/*"})", "[1, 2, 1]", false},
        Row{kPage, R"({"p": {"total": 3, "offset": 1, "hasMore": false}, "i": [1, 2]})", true},
        Row{kPage, R"({"p": {"total": 4, "offset": 1, "hasMore": false}, "i": [1, 2]})", false},
        Row{kPage, R"({"p": {"hasMore": false}, "i": []})", false},
        Row{kSorted, R"([{"n": 1}, {"n": 2}])", true},
        Row{kSorted, R"([{"n": 2}, {"n": 2}])", false},
        Row{kSorted, R"([{"n": "2026-05-01T00:00:00Z"}, {"n": "2026-05-01T01:00:00+02:00"}])",
            false},
        Row{kSorted, R"([{}])", false}, Row{kTies, R"([{"n": 2}, {"n": 2}, {"n": 1}])", true},
        Row{kTies, R"([{"n": 1}, {"n": 2}])", false},
        Row{kSpacing,
            R"([{"x": "2026-05-20 11:59:00.9 +0000 UTC"}, {"x": "2026-05-20 12:00:00.1 +0000 UTC"}])",
            true},
        Row{kSpacing,
            R"([{"x": "2026-05-20 11:58:00 +0000 UTC"}, {"x": "2026-05-20 12:00:00 +0000 UTC"}])",
            false},
        Row{kSpacing, R"([{"x": 1779278340}, {"x": 1779278400}])", true},
        Row{kSpacing, R"([{"x": true}])", false},
        Row{kEndsNow, R"([{"x": "never"}, {"x": "2026-05-20 11:59:00 +0000 UTC"}])", true},
        Row{kEndsNow, R"([{"x": "2026-05-20 11:58:59 +0000 UTC"}])", false},
        Row{kNotAfterNow,
            R"([{"x": "2026-05-20 12:00:01 +0000 UTC"}, {"x": "2026-05-20 11:59:59.9 +0000 UTC"}])",
            true},
        Row{kNotAfterNow, R"([{"x": "2026-05-20 12:00:01.000000001 +0000 UTC"}])", false},
        Row{kNotAfterNow, R"([{"x": "never"}])", false},
        Row{R"({"assert": "one-per-day", "at": "", "time": "x"})",
            R"([{"x": "2026-05-01 23:59:59 +0000 UTC"}, {"x": "2026-05-02 00:00:00 +0000 UTC"}])",
            true},
        Row{R"({"assert": "one-per-day", "at": "", "time": "x"})",
            R"([{"x": "2026-05-02 00:00:00 +0000 UTC"}])", false},
        Row{R"({"assert": "weekdays", "at": ""})", R"(["Friday", "Saturday"])", true},
        Row{R"({"assert": "weekdays", "at": ""})", R"(["Monday"])", false},
        Row{kUnits, R"([{"s": "2026-02-01T00:00:00Z", "e": "2026-03-01T00:00:00Z"}])", true},
        Row{kUnits, R"([{"s": "2026-02-02T00:00:00Z", "e": "2026-03-02T00:00:00Z"}])", false},
        Row{kContiguous,
            R"([{"s": "2026-05-01T00:00:00Z", "e": "2026-05-02T00:00:00Z"}, {"s": "2026-05-02T00:00:00Z"}])",
            true},
        Row{kContiguous,
            R"([{"s": "2026-05-01T00:00:00Z", "e": "2026-05-02T00:00:00Z"}, {"s": "2026-05-03T00:00:00Z"}])",
            false},
        Row{kContiguous, R"([{"s": 60, "e": 120}, {"s": 120}])", true},
        Row{kContiguous, R"([{"s": 60, "e": 120}, {"s": 180}])", false},
        Row{kWithin, R"(["2026-05-19T00:00:00Z", "2026-05-19T23:59:59Z"])", true},
        Row{kWithin, R"(["2026-05-20T00:00:00Z"])", false},
        Row{R"({"assert": "instant", "at": "/0", "is": "hour-1h"})", R"(["2026-05-20T11:00:00Z"])",
            true},
        Row{R"({"assert": "instant", "at": "/0", "is": "hour-1h"})", R"(["2026-05-20T12:00:00Z"])",
            false},
        Row{kSum, R"({"p": [1, 2], "q": 3, "t": 6})", true},
        Row{kSum, R"({"p": [1, 2], "q": 3, "t": 6.02})", false},
        Row{kSum, R"({"p": ["1.25", "2E+0"], "q": 3, "t": "6.25"})", true},
        Row{kSum, R"({"p": ["1.25", "2"], "q": 3, "t": "six"})", false},
        Row{R"({"assert": "sum", "of": ["/a", "/b"], "is": "/t"})",
            R"({"a": 18446744073709551614, "b": 0, "t": 18446744073709551615})", false},
        Row{kAddsUp,
            R"({"h": [{"s": "2026-05-19T00:00:00Z", "y": 1}, {"s": "2026-05-19T23:00:00Z", "y": 2}],
            "d": [{"s": "2026-05-19T00:00:00Z", "e": "2026-05-20T00:00:00Z", "y": 3}]})",
            true},
        Row{kAddsUp,
            R"({"h": [{"s": "2026-05-19T00:00:00Z", "y": 1}, {"s": "2026-05-19T23:00:00Z", "y": 2}],
            "d": [{"s": "2026-05-19T00:00:00Z", "e": "2026-05-20T00:00:00Z", "y": 4}]})",
            false},
        Row{kAddsUp, R"({"h": [{"s": "2026-05-19T05:00:00Z", "y": 1}],
            "d": [{"s": "2026-05-19T00:00:00Z", "e": "2026-05-20T00:00:00Z", "y": 1}]})",
            false},
        Row{kSameDay, R"({"h": [{"s": "2026-05-19T05:00:00Z", "m": [{"v": 1}, {"v": 2}]}],
            "d": [{"s": "2026-05-19T11:30:00Z", "m": [{"v": 3}]}]})",
            true},
        Row{kSameDay, R"({"h": [{"s": "2026-05-19T05:00:00Z", "m": [{"v": 1}]}],
            "d": [{"s": "2026-05-19T11:30:00Z", "m": [{"v": 3}]}]})",
            false},
        Row{kSameDay, R"({"h": [{"s": "2026-05-19T05:00:00Z", "m": [{"v": 1}]}],
            "d": [{"s": "2026-05-19T11:30:00Z", "m": []}]})",
            false},
        Row{kSameDay, R"({"h": [{"s": "2026-05-19T05:00:00Z", "m": [{"v": 3}]}],
            "d": [{"s": "2026-05-19T01:00:00Z", "m": [{"v": 1}]},
                  {"s": "2026-05-19T02:00:00Z", "m": [{"v": 2}]}]})",
            true},
        Row{kSameDay, R"({"h": [], "d": [{"s": "2026-05-20T05:00:00Z", "m": [{"v": 1}]}]})", true},
        Row{kSameDay, R"({"h": [], "d": []})", false},
        Row{R"({"assert": "equals", "at": "/a", "is": "/b"})", R"({"a": [1], "b": [1]})", true},
        Row{R"({"assert": "equals", "at": "/a", "is": "/b"})", R"({"a": [1], "b": [2]})", false},
        Row{R"({"assert": "equals", "at": "/x|a|y/0", "is": "/b"})", R"({"a": [1], "b": 1})", true},
        Row{R"({"assert": "equals", "at": "/a|x", "is": "/b"})", R"({"a": 1, "x": 2, "b": 1})",
            true},
        Row{R"({"assert": "equals", "at": "/x|y", "is": "/b"})", R"({"a": 1, "b": 1})", false},
        Row{R"({"assert": "not-equals", "at": "/a", "is": "/b"})", R"({"a": 1, "b": 2})", true},
        Row{R"({"assert": "not-equals", "at": "/a", "is": "/b"})", R"({"b": 2})", true},
        Row{R"({"assert": "not-equals", "at": "/a", "is": "/b"})", R"({"a": 2, "b": 2})", false},
        Row{R"({"assert": "at-most", "at": "/a/*", "is": "/b"})", R"({"a": [1, 2], "b": 2})", true},
        Row{R"({"assert": "at-most", "at": "/a/*", "is": "/b"})", R"({"a": [1, 3], "b": 2})",
            false},
        Row{R"({"assert": "at-most", "at": "/a/*", "is": "/b"})", R"({"a": ["x"], "b": 2})", false},
        Row{R"({"assert": "at-most", "at": "/a/*", "is": "/b"})", R"({"a": [], "b": 2})", false},
        Row{R"({"assert": "at-most", "at": "/a/*", "is": "/b"})", R"({"a": [1]})", false},
        Row{kSlice, R"({"p": [2], "w": [1, 2, 3]})", true},
        Row{kSlice, R"({"p": [3], "w": [1, 2, 3]})", false},
        Row{kSlice, R"({"p": [2, 3, 4], "w": [1, 2, 3]})", false},
        Row{kSlice, R"({"p": [], "w": [1]})", true},
        Row{kSlice, R"({"p": [], "w": [1, 2]})", false},
        Row{kSlice, R"({"p": [], "w": []})", false},
        Row{R"({"assert": "percentage", "at": "/u", "part": "/p", "whole": "/w", "within": 0.01})",
            R"({"u": 33.33, "p": 1, "w": 3})", true},
        Row{R"({"assert": "percentage", "at": "/u", "part": "/p", "whole": "/w", "within": 0.01})",
            R"({"u": 30, "p": 1, "w": 3})", false}));

TEST(Assertion, AClockThatStandsStillIsExact) {
  const Json assertion = Json::parse(kNotAfterNow);
  ProbeContext context = context_of(R"([{"x": "2026-05-20 12:00:00.4 +0000 UTC"}])");
  EXPECT_TRUE(evaluate_assertion(assertion, context).passed);
  context.stands_at = context.now;
  EXPECT_FALSE(evaluate_assertion(assertion, context).passed);
  context.stands_at = context.now + std::chrono::milliseconds(400);
  EXPECT_TRUE(evaluate_assertion(assertion, context).passed);
}

TEST(Assertion, APointEndsWithTheSecondInWhichItWasTaken) {
  const Json assertion = Json::parse(R"({"assert": "bucket-sums", "values": ["y"],
    "parts": {"at": "/m/*", "end": "x", "lasts": "1m"},
    "whole": {"at": "/l/*", "end": "x", "lasts": "2m"}})");
  const char* body = R"({"m": [{"x": "2026-05-20 11:58:59.25 +0000 UTC", "y": 1},
    {"x": "2026-05-20 12:00:00 +0000 UTC", "y": 2}],
    "l": [{"x": "2026-05-20 11:59:59.9 +0000 UTC", "y": 3}]})";
  EXPECT_TRUE(evaluate_assertion(assertion, context_of(body)).passed);
}

TEST(Assertion, ThatIsNoneIsAFaultOfOurs) {
  EXPECT_THROW(evaluate_assertion(Json::parse(R"({"assert": "gravity"})"), context_of("0")),
               std::invalid_argument);
  EXPECT_THROW(evaluate_assertion(Json::parse(R"({"assert": "length", "is": 1})"), context_of("0")),
               std::invalid_argument);
}

TEST(Assertion, NamesTheFirstPlaceThatBreaksIt) {
  const Assertion check =
      evaluate_assertion(Json::parse(kLength), context_of(R"([{"p": [1, 2]}, {"p": [1]}])"));
  EXPECT_EQ(check.name, "a/1/p.length");
  EXPECT_EQ(check.difference, "1 too few");
}

}  // namespace
}  // namespace mockmeter::conformance
